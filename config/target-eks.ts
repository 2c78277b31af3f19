import { z } from 'zod'

/** What only a cluster in Amazon EKS has: the section `eks` of a target. */
export const TargetEks = z
  .strictObject({
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'a region of AWS, such as eu-north-1')
      .meta({ description: 'Region of AWS that the cluster is in.', examples: ['eu-north-1'] }),
  })
  .meta({ id: 'TargetEks', description: 'A cluster in Amazon EKS.' })
export type TargetEks = z.output<typeof TargetEks>
