import { z } from 'zod'
import type { ChartVersion, ChartVersionWithV } from '../version.ts'

/** Who installs a component: superpod, or somebody else (then it is read and judged, never installed). */
export const Owner = z.enum(['superpod', 'external']).meta({ description: 'Who installs and upgrades the component.' })

/** The fields that every component of the platform has. */
export function componentFields(
  name: string,
  version: typeof ChartVersion | typeof ChartVersionWithV,
  usual: string,
  source = 'MATRIX',
) {
  return {
    owner: Owner.default('superpod').meta({ description: `Who installs and upgrades ${name}.` }),
    version: version.default(usual).meta({ description: `Version of the chart of ${name}.`, source }),
  }
}
