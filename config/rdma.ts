import { z } from 'zod'

/** Rails for the pods of a tenant, and what lets them pin memory. */
export const Rdma = z
  .strictObject({
    memlock: z.enum(['host', 'ipc-lock']).default('host').meta({
      description:
        'What lets pods pin memory: a limit that the host has raised, or the capability IPC_LOCK, which needs a lower Pod Security.',
    }),
    podSecurity: z.enum(['restricted', 'baseline', 'privileged']).default('restricted').meta({
      description: 'Pod Security Standard of the namespaces: IPC_LOCK is allowed by privileged alone.',
    }),
    partitionKey: z
      .string()
      .regex(/^0x[0-9a-f]{1,4}$/, 'a partition key in quotes, from "0x0001" to "0x7ffe"')
      .optional()
      .meta({
        description: 'Partition of the InfiniBand fabric for this tenant alone, by its key; needs ufm.',
        examples: ['0x0010'],
      }),
  })
  .meta({ id: 'Rdma', description: 'Rails for the pods of a tenant, and what lets them pin memory.' })
