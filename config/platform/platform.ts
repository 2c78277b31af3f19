import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { KubernetesVersion } from '../version.ts'
import { JobSet, Trainer } from './batch.ts'
import { Owner } from './component.ts'
import { Expiry } from './expiry.ts'
import { GpuOperator } from './gpu-operator.ts'
import { Kueue } from './kueue.ts'
import { NetworkOperator } from './network-operator.ts'
import { Observability } from './observability/observability.ts'
import { Policy } from './policy.ts'
import { Images, WayOut } from './site.ts'
import { Verify } from './verify.ts'

/** What runs on the cluster beside the tenants; versions default to one row of the version matrix. */
export const Platform = z
  .strictObject({
    kubernetes: KubernetesVersion.default(defaultVersions.kubernetes).meta({
      description: 'Version of Kubernetes.',
      source: 'MATRIX',
    }),
    kueue: Kueue.prefault({}),
    jobSet: JobSet.prefault({}),
    trainer: Trainer.prefault({}),
    gpuOperator: GpuOperator.prefault({}),
    networkOperator: NetworkOperator.prefault({}),
    images: Images.prefault({}),
    proxy: WayOut.optional(),
    policy: Policy.prefault({}),
    expiry: Expiry.prefault({}),
    observability: Observability.prefault({}),
    verify: Verify.prefault({}),
    nodeFeatureDiscovery: z
      .strictObject({
        owner: Owner.optional().meta({ description: 'Who installs it; by default who installs gpuOperator.' }),
      })
      .meta({ id: 'NodeFeatureDiscovery', description: 'Node Feature Discovery, as the gpu-operator brings it.' })
      .prefault({}),
  })
  .transform(({ nodeFeatureDiscovery: { owner }, ...rest }) => ({
    ...rest,
    nodeFeatureDiscovery: { owner: owner ?? rest.gpuOperator.owner },
  }))
  .meta({ id: 'Platform', description: 'What runs on the cluster beside the tenants.' })
export type Platform = z.output<typeof Platform>
