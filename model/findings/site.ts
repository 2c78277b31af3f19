import { chartSites } from '#catalog'
import { type Finding, wordList } from '#core'
import { hasComputeDomains } from '../compute-domains.ts'
import type { PodModel } from '../pod-model.ts'
import { isReal } from '../real-target.ts'

/** Charts of the components that a site may take from its own registry, by their keys in config. */
const charts: Readonly<Record<string, string>> = {
  kueue: 'kueue',
  gpuOperator: 'gpu-operator',
  networkOperator: 'network-operator',
  jobSet: 'jobset',
  trainer: 'kubeflow-trainer',
  observability: 'kube-prometheus-stack',
}

/** What a site's own registry, its CA and its prefetched images ask for. */
export function siteFindings(model: PodModel): Finding[] {
  return [...unknownPools(model), ...trustOfNodes(model), ...unrecordedImages(model)]
}

function unknownPools({ pools, platform: { images } }: PodModel): Finding[] {
  const names = pools.map(({ name }) => name)
  return Object.entries(images.prefetch).flatMap(([name, { pool }]) =>
    names.includes(pool)
      ? []
      : {
          code: 'images/pool-unknown',
          severity: 'error' as const,
          path: `platform.images.prefetch.${name}.pool`,
          message: `the image ${name} is to lie on the pool ${pool}, but the pools are ${wordList(names, 'and')}`,
          remedy: 'name one of them: a tenant has a pool of its name when it has systems of its own',
        },
  )
}

// a node cannot pull the image of what would teach it whom to trust
function trustOfNodes({ platform: { images } }: PodModel): Finding[] {
  if (images.registryCa === undefined) return []
  return [
    {
      code: 'images/nodes-trust-registry',
      severity: 'info',
      path: 'platform.images.registryCa',
      message: `the registry's CA is in ${images.registryCa}, but containerd of a node reads its own files, which nothing on the cluster may write`,
      remedy: "put the CA into every node's /etc/containerd/certs.d with the host's image, before the first apply",
    },
  ]
}

function unrecordedImages(model: PodModel): Finding[] {
  const images = model.target.artifacts?.images
  if (images === undefined) return []
  return installedCharts(model).flatMap(({ path, chart, version }): Finding[] => {
    const known = chartSites.filter((site) => site.chart === chart).map((site) => site.version)
    if (known.includes(version.replace(/^v/, ''))) return []
    return [
      {
        code: 'images/not-recorded',
        severity: 'warning',
        path,
        message: `images of ${chart} ${version} are to come from ${images}, but which they are is recorded for ${known.length > 0 ? `${wordList(known, 'and')} only` : 'no version'}`,
        remedy: `read values.yaml of ${chart} ${version}, and copy what it names beside images.txt of ./superpod mirror`,
      },
    ]
  })
}

/** A chart that is released, and where config says its version. */
interface InstalledChart {
  readonly path: string
  readonly chart: string
  readonly version: string
}

function installedCharts(model: PodModel): InstalledChart[] {
  const { platform, storage } = model
  const components: Readonly<Record<string, unknown>> = platform
  const ours = Object.entries(charts).flatMap(([key, chart]): InstalledChart[] => {
    const component = components[key]
    if (typeof component !== 'object' || component === null) return []
    const { owner, version } = component as { readonly owner?: unknown; readonly version?: unknown }
    return owner === 'superpod' && typeof version === 'string'
      ? [{ path: `platform.${key}.version`, chart, version }]
      : []
  })
  // elsewhere nothing else is installed
  if (!isReal(model.target)) return ours.filter(({ chart }) => chart === 'kueue')
  const drivers = storage.drivers.flatMap(({ owner, chart, purposes }): InstalledChart[] =>
    owner === 'superpod' && chart
      ? [{ path: `storage.${purposes[0]}`, chart: chart.name, version: chart.version }]
      : [],
  )
  if (!hasComputeDomains(model)) return [...ours, ...drivers]
  const path = 'platform.gpuOperator.computeDomains.version'
  const { version } = platform.gpuOperator.computeDomains
  return [...ours, { path, chart: 'dra-driver-nvidia-gpu', version }, ...drivers]
}
