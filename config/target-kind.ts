import { z } from 'zod'

/** What only a kind cluster has: the section `kindCluster` of a target. */
export const TargetKind = z
  .strictObject({
    nodeImage: z
      .string()
      .regex(/^[^\s@]+(:[^\s@]+)?(@sha256:[0-9a-f]{64})?$/, 'the name of an image, with tag or digest')
      .optional()
      .meta({
        description: "Image of the nodes; it decides the version of Kubernetes. Default: that of kind's own release.",
        examples: ['kindest/node:v1.35.0'],
      }),
  })
  .meta({ id: 'TargetKind', description: 'A cluster of containers on this computer, made by kind.' })
export type TargetKind = z.output<typeof TargetKind>
