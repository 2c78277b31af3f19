import type { LiveObject } from '#kube'
import { type Component, type ComponentKey, components } from './component.ts'
import type { Home } from './home.ts'
import type { Site } from './site.ts'
import { imageName, imagesOf, printedWorkload, type Workload } from './site-object.ts'

/** A component that runs on a cluster. */
export interface Installation {
  readonly component: ComponentKey
  readonly namespace: string
  /** Version of its chart, without `v`; undefined where nothing tells it. */
  readonly version: string | undefined
  /** What it is known by: `Deployment queueing/kueue-controller-manager`. */
  readonly evidence: string
  /** Whether this pod's platform installed it. */
  readonly isOurs: boolean
}

/**
 * Components that run on a cluster, each once for each namespace that it runs in.
 * @returns undefined where workloads could not be read
 */
export function installations(
  { deployments, daemonSets, clusterPolicies }: Site,
  home: Home,
): Installation[] | undefined {
  if (!deployments || !daemonSets) return undefined
  const workloads = [
    ...deployments.map((workload) => ({ kind: 'Deployment', workload })),
    ...daemonSets.map((workload) => ({ kind: 'DaemonSet', workload })),
  ]
  const found = new Map<string, Installation>()
  for (const component of components) {
    for (const { kind, workload } of workloads) {
      // operands of the GPU operator run its image too, on every system
      if (kind === 'DaemonSet' && component.key !== 'nodeFeatureDiscovery') continue
      const image = imagesOf(workload).find((each) => component.image.test(imageName(each)))
      if (image === undefined) continue
      const namespace = workload.metadata.namespace ?? ''
      const key = `${component.key} ${namespace}`
      if (found.has(key)) continue
      const version = versionOf(component, workload, image)
      const evidence = printedWorkload(kind, workload)
      found.set(key, { component: component.key, namespace, version, evidence, isOurs: home.isOurs(namespace) })
    }
  }
  return [...found.values(), ...lonePolicies(clusterPolicies ?? [], [...found.values()], home)]
}

/** A ClusterPolicy whose operator is not to be seen: it is somebody's all the same. */
function lonePolicies(policies: readonly LiveObject[], found: readonly Installation[], home: Home): Installation[] {
  if (found.some(({ component }) => component === 'gpuOperator')) return []
  return policies
    .filter((policy) => !home.isReleased(policy))
    .map(({ metadata }) => ({
      component: 'gpuOperator',
      namespace: '',
      version: undefined,
      evidence: `ClusterPolicy ${metadata.name}`,
      isOurs: false,
    }))
}

function versionOf(component: Component, { metadata }: Workload, image: string): string | undefined {
  const chart = metadata.labels?.['helm.sh/chart'] ?? ''
  const fromChart = chart.startsWith(`${component.chart}-`)
    ? numbersOf(chart.slice(component.chart.length + 1))
    : undefined
  if (fromChart !== undefined || !component.tagIsVersion) return fromChart
  return numbersOf(image.replace(/@.*$/, '').split(':').at(-1) ?? '')
}

function numbersOf(text: string): string | undefined {
  return /^(?:network-operator-)?v?(\d+\.\d+\.\d+)/.exec(text)?.[1]
}
