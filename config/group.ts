import { z } from 'zod'
import { faultIssue } from './value-fault.ts'

/** Name of a group as the identity provider has it, without the prefix that the pod puts before it. */
export const Group = z
  .string()
  .check((ctx) => {
    if (/^[\p{L}\p{N}/][\p{L}\p{N} ._@/+=:-]{0,127}$/u.test(ctx.value) && !ctx.value.startsWith('system:')) return
    ctx.issues.push(
      faultIssue(ctx.value, {
        code: 'group/format',
        allowed: '1 to 128 letters, digits, spaces and ._@/+=:-, and no group of Kubernetes itself (system:)',
        remedy: 'write the name of a group of your identity provider',
      }),
    )
  })
  .meta({ description: 'A group of the identity provider, without prefix.', examples: ['genomics-leads'] })
