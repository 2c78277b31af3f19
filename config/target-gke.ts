import { z } from 'zod'

/** What only a cluster in Google Kubernetes Engine has: the section `gke` of a target. */
export const TargetGke = z
  .strictObject({
    project: z
      .string()
      .regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'the id of a project: 6 to 30 lower-case letters, digits and hyphens')
      .meta({ description: 'Project of Google Cloud that pays for the cluster.' }),
    location: z
      .string()
      .regex(/^[a-z]+-[a-z]+\d+(-[a-z])?$/, 'a region or a zone, such as europe-west4 or europe-west4-b')
      .meta({ description: 'Region or zone of Google Cloud that the cluster is in.', examples: ['europe-west4-b'] }),
  })
  .meta({ id: 'TargetGke', description: 'A cluster in Google Kubernetes Engine.' })
export type TargetGke = z.output<typeof TargetGke>
