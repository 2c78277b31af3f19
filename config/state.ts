import { z } from 'zod'
import { AzureState, GcsState, HttpState, KubernetesState, S3State } from './state-backend.ts'

/** Where the engine keeps its state: on this computer, or where several people reach it. Never with credentials. */
export const State = z
  .strictObject({
    backend: z
      .enum(['local', 's3', 'gcs', 'azurerm', 'http', 'kubernetes'])
      .default('local')
      .meta({ description: 'Kind of state; what it needs is in the section of the same name.' }),
    shared: z.boolean().optional().meta({
      description: 'Whether several people apply this target; false allows local state on a real target.',
    }),
    s3: S3State.optional().meta({ description: 'The bucket, for backend s3.' }),
    gcs: GcsState.optional().meta({ description: 'The bucket, for backend gcs.' }),
    azurerm: AzureState.optional().meta({ description: 'The container, for backend azurerm.' }),
    http: HttpState.optional().meta({ description: 'The server, for backend http.' }),
    kubernetes: KubernetesState.optional().meta({ description: 'The other cluster, for backend kubernetes.' }),
  })
  .meta({ id: 'State', description: 'Where Terraform keeps its state.' })
export type State = z.output<typeof State>
