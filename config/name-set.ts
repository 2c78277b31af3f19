import { z } from 'zod'
import { faultIssue } from './value-fault.ts'

/**
 * A list whose order has no meaning: each entry once. Its value is in ascending order, whatever was written.
 * @param entry - schema of one entry
 */
export function setOf<T extends z.ZodType<string> | z.ZodType<number>>(entry: T) {
  return z
    .array(entry)
    .check((ctx) => {
      for (const [index, value] of ctx.value.entries()) {
        if (ctx.value.indexOf(value) === index) continue
        const fault = {
          code: 'set/duplicate',
          allowed: 'one that is not in the list yet',
          remedy: `remove the second ${value}`,
        }
        ctx.issues.push({ ...faultIssue(value, fault), path: [index] })
      }
    })
    .transform((entries) => [...entries].sort(ascending))
    .meta({ uniqueItems: true })
}

function ascending(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return a < b ? -1 : a > b ? 1 : 0
}
