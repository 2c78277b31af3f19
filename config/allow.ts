import { z } from 'zod'
import { Title } from './title.ts'

/** Code of a finding: the model knows which there are, and which may be allowed. */
const FindingCode = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/[a-z][a-z0-9-]*$/, 'the code of a finding, such as rack/power-exceeded')
  .meta({ description: 'Code of a finding.', examples: ['rack/power-exceeded'] })

/** Findings that somebody insists on in spite of them: each with the reason, which is shown wherever the finding is. */
export const Allow = z
  .record(FindingCode, Title.meta({ description: 'Why it is allowed, for whoever reads it later.' }))
  .meta({ id: 'Allow', description: 'Findings that are allowed, by code, each with its reason.' })
export type Allow = z.output<typeof Allow>
