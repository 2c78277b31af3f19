import { z } from 'zod'

/** What only a cluster in Azure Kubernetes Service has: the section `aks` of a target. */
export const TargetAks = z
  .strictObject({
    subscription: z
      .string()
      .regex(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        'the id of a subscription: 32 hexadecimal digits in 5 groups',
      )
      .meta({ description: 'Subscription of Azure that pays for the cluster.' }),
    location: z
      .string()
      .regex(/^[a-z]+\d?$/, 'a region of Azure, such as swedencentral')
      .meta({ description: 'Region of Azure that the cluster is in.', examples: ['swedencentral'] }),
  })
  .meta({ id: 'TargetAks', description: 'A cluster in Azure Kubernetes Service.' })
export type TargetAks = z.output<typeof TargetAks>
