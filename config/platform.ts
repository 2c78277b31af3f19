import { z } from 'zod'
import { ChartVersion, KubernetesVersion } from './version.ts'

/** Who installs a component: superpod, or somebody else (then it is read and judged, never installed). */
export const Owner = z.enum(['superpod', 'external']).meta({ description: 'Who installs and upgrades the component.' })
export type Owner = z.output<typeof Owner>

/** What runs on the cluster beside the tenants; versions default to one row of the version matrix. */
export const Platform = z
  .strictObject({
    kubernetes: KubernetesVersion.default('1.35').meta({ description: 'Version of Kubernetes.', source: 'MATRIX' }),
    kueue: component('Kueue', '0.19.2', 'KUEUE').prefault({}),
    gpuOperator: component('GpuOperator', '26.3.2', 'MATRIX').prefault({}),
    networkOperator: component('NetworkOperator', '26.1.2', 'MATRIX').prefault({}),
    nodeFeatureDiscovery: z
      .strictObject({ owner: Owner.default('superpod').meta({ description: 'Who installs it.' }) })
      .meta({
        id: 'NodeFeatureDiscovery',
        description: "Node Feature Discovery: the gpu-operator's own, once a cluster.",
      })
      .prefault({}),
  })
  .meta({ id: 'Platform', description: 'What runs on the cluster beside the tenants.' })
export type Platform = z.output<typeof Platform>

/** One component that a chart installs. */
export type Component = Platform['kueue']

function component(id: string, version: string, source: string) {
  return z
    .strictObject({
      owner: Owner.default('superpod').meta({ description: 'Who installs and upgrades it.' }),
      version: ChartVersion.default(version).meta({ description: 'Version of its chart.', source }),
    })
    .meta({ id, description: `${id}, by its own chart.` })
}
