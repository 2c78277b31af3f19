import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { ChartVersion, ChartVersionWithV, KubernetesVersion } from './version.ts'

/** Who installs a component: superpod, or somebody else (then it is read and judged, never installed). */
const Owner = z.enum(['superpod', 'external']).meta({ description: 'Who installs and upgrades the component.' })

/** What runs on the cluster beside the tenants; versions default to one row of the version matrix. */
export const Platform = z
  .strictObject({
    kubernetes: KubernetesVersion.default(defaultVersions.kubernetes).meta({
      description: 'Version of Kubernetes.',
      source: 'MATRIX',
    }),
    kueue: component('Kueue', ChartVersion, defaultVersions.kueue).prefault({}),
    gpuOperator: component('GpuOperator', ChartVersionWithV, defaultVersions.gpuOperator).prefault({}),
    networkOperator: component('NetworkOperator', ChartVersion, defaultVersions.networkOperator).prefault({}),
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

function component(id: string, version: typeof ChartVersion, usual: string) {
  return z
    .strictObject({
      owner: Owner.default('superpod').meta({ description: 'Who installs and upgrades it.' }),
      version: version.default(usual).meta({ description: 'Version of its chart.', source: 'MATRIX' }),
    })
    .meta({ id, description: `${id}, by its own chart.` })
}
