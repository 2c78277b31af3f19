import { z } from 'zod'
import { faultIssue, type ValueFault } from './value-fault.ts'

const chartPattern = /^v?(\d+\.\d+\.\d+(?:-[0-9a-z.-]+)?)$/

/** Version of Kubernetes: `"1.35"`, or with its patch `"1.35.4"`. In quotes: 1.30 without them is the number 1.3. */
export const KubernetesVersion = versioned(/^v?(1\.\d{1,2}(?:\.\d{1,3})?)$/, '"1.35"')

/** Version of a chart whose versions have no v: `"0.19.2"`; with one it is the same value. */
export const ChartVersion = versioned(chartPattern, '"0.19.2"')

/** Version of a chart whose versions begin with a v: `"v26.3.2"`; without one it is the same value. */
export const ChartVersionWithV = versioned(chartPattern, '"v26.3.2"', 'v')

function versioned(pattern: RegExp, example: string, prefix = '') {
  return z
    .union([z.string().meta({ pattern: pattern.source }), z.number().meta({ refused: true })])
    .transform((written, ctx) => {
      const version = typeof written === 'string' ? pattern.exec(written)?.[1] : undefined
      if (version !== undefined) return `${prefix}${version}`
      ctx.addIssue(faultIssue(written, versionFault(written, example)))
      return z.NEVER
    })
    .meta({ description: 'A version, in quotes.', examples: [example.slice(1, -1)] })
}

function versionFault(written: number | string, example: string): ValueFault {
  if (typeof written === 'string') return { code: 'version/format', allowed: `a version such as ${example}` }
  return {
    code: 'version/not-quoted',
    allowed: `a version in quotes such as ${example}`,
    remedy: 'put the version in quotes: without them it is a number, and 1.30 becomes 1.3',
  }
}
