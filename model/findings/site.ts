import { chartSites } from '#catalog'
import { type Finding, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'

/** Charts of the components that a site may take from its own registry, by their keys in config. */
const charts: Readonly<Record<string, string>> = {
  kueue: 'kueue',
  gpuOperator: 'gpu-operator',
  networkOperator: 'network-operator',
  jobSet: 'jobset',
  trainer: 'kubeflow-trainer',
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

function unrecordedImages({ target, platform }: PodModel): Finding[] {
  if (target.artifacts?.images === undefined) return []
  const components: Readonly<Record<string, unknown>> = platform
  return Object.entries(charts).flatMap(([key, chart]) => {
    const component = components[key]
    if (typeof component !== 'object' || component === null) return []
    const { owner, version } = component as { readonly owner?: unknown; readonly version?: unknown }
    const known = chartSites.filter((site) => site.chart === chart).map((site) => site.version)
    if (owner !== 'superpod' || typeof version !== 'string' || known.includes(version.replace(/^v/, ''))) return []
    return {
      code: 'images/not-recorded',
      severity: 'warning' as const,
      path: `platform.${key}.version`,
      message: `images of ${chart} ${version} are to come from ${target.artifacts?.images}, but which they are is recorded for ${wordList(known, 'and')} only`,
      remedy: `read values.yaml of ${chart} ${version}, and copy what it names beside images.txt of ./superpod mirror`,
    }
  })
}
