import { z } from 'zod'
import { printedValue } from './printed-value.ts'
import { faultIssue, type ValueFault } from './value-fault.ts'

/** Limits of a quantity, in the unit of its field. */
export interface QuantityLimits {
  /** @default 0 */
  readonly min?: number
  /** @default the largest whole number that is exact */
  readonly max?: number
}

const multipliers: Readonly<Record<string, bigint>> = {
  '': 1n,
  k: 1000n,
  M: 1000n ** 2n,
  G: 1000n ** 3n,
  T: 1000n ** 4n,
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
  Ti: 1024n ** 4n,
}

const quantityPattern = /^(\d+)(?:\.(\d+))?(k|M|G|T|Ki|Mi|Gi|Ti)?$/

/**
 * A whole number that may be written with a multiplier: `1000`, `"1000"`, `1k` and `1.0k` are one value, the number 1000.
 * @param unit - what is counted or measured: `GPUs`, `W`
 * @param limits - least and most, both allowed themselves
 */
export function quantity(unit: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: QuantityLimits = {}) {
  return z
    .union([z.number(), z.string().meta({ pattern: quantityPattern.source })])
    .transform((written, ctx) => {
      const value = wholeNumber(written)
      const fault = value === undefined ? notWhole(unit) : limitFault(value, unit, { min, max })
      if (value !== undefined && fault === undefined) return value
      ctx.addIssue(faultIssue(written, fault ?? notWhole(unit)))
      return z.NEVER
    })
    .meta({ unit })
}

/** The whole number that a text or a number stands for. @returns undefined when it stands for none */
function wholeNumber(written: number | string): number | undefined {
  if (typeof written === 'number') return Number.isSafeInteger(written) ? written : undefined
  const [, whole, fraction = '', suffix = ''] = quantityPattern.exec(written) ?? []
  if (whole === undefined) return undefined
  const scaled = BigInt(whole + fraction) * (multipliers[suffix] ?? 1n)
  const divisor = 10n ** BigInt(fraction.length)
  if (scaled % divisor !== 0n) return undefined
  const value = Number(scaled / divisor)
  return Number.isSafeInteger(value) ? value : undefined
}

function notWhole(unit: string): ValueFault {
  return {
    code: 'quantity/format',
    allowed: `a whole number (${unit}), with k, M, G, T, Ki, Mi, Gi or Ti behind it if you like`,
    remedy: 'write a whole number such as 1000 or 1k',
  }
}

function limitFault(value: number, unit: string, { min, max }: Required<QuantityLimits>): ValueFault | undefined {
  if (value < min) {
    return {
      code: 'quantity/too-small',
      allowed: `at least ${printedValue(min, unit)}`,
      remedy: `write ${min} or more`,
    }
  }
  if (value > max) {
    return { code: 'quantity/too-large', allowed: `at most ${printedValue(max, unit)}`, remedy: `write ${max} or less` }
  }
  return undefined
}
