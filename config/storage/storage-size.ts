import { z } from 'zod'
import { faultIssue } from '../value-fault.ts'

const pattern = /^(\d{1,7})(?:\.(\d{1,3}))?(Gi|Ti|Pi)$/

const factors: Readonly<Record<string, number>> = { Gi: 1, Ti: 1024, Pi: 1024 ** 2 }

/** A size of storage, as Kubernetes writes it: `500Gi`, `200Ti`, `1.5Pi`. Its value is a whole number of GiB. */
export const StorageSize = z
  .string()
  .transform((written, ctx) => {
    const [, whole = '', fraction = '', suffix = ''] = pattern.exec(written) ?? []
    const sizeGiB = Number(`${whole}.${fraction || 0}`) * (factors[suffix] ?? Number.NaN)
    if (whole !== '' && Number.isInteger(sizeGiB) && sizeGiB > 0) return sizeGiB
    ctx.addIssue(
      faultIssue(written, {
        code: 'quantity/format',
        allowed: 'a whole number of GiB, with Gi, Ti or Pi behind it',
        remedy: 'write a size such as 500Gi or 200Ti',
      }),
    )
    return z.NEVER
  })
  .meta({ description: 'A size of storage.', unit: 'GiB', pattern: pattern.source, examples: ['200Ti'] })
