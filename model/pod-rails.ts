import type { SystemModel } from '#catalog'
import type { NamedTarget, Pod } from '#config'
import { hasInfiniBandRails } from './infiniband.ts'
import { addressNetworks } from './physical/address-network.ts'
import { type RailPool, railPool } from './physical/rail-pool.ts'

/** One rail as pods see it. */
export interface PodRail {
  /** `rail0`: also the name of its policy and its pool of addresses. */
  readonly name: string
  /** Network device of the host whose virtual functions pods get. */
  readonly netdev: string
  /** Resource that stands for one of them, without its prefix: `resibp24s0`. */
  readonly resource: string
  /** Undefined where its range is too small to be divided. */
  readonly pool?: RailPool
}

/** The rails of all systems, by SR-IOV, as the network operator makes them. */
export interface PodRails {
  /** Namespace of the network operator, where their objects live. */
  readonly namespace: string
  readonly rails: readonly PodRail[]
  /** Virtual functions of one system in each rail. */
  readonly virtualFunctions: number
  /** Largest packet of a rail, in bytes. */
  readonly mtu: number
  /** Racks that are changed first. */
  readonly canary: readonly string[]
  /** Whether all but the canary racks are left as they are. */
  readonly held: boolean
  /** Systems that may be out of work at once while rails change, among the canary racks and among the others. */
  readonly maxUnavailable: number
}

/** Why a generation has no rails by SR-IOV yet: a clause; undefined where it can have them. */
export function railsUnsupported(generation: SystemModel): string | undefined {
  if (!hasInfiniBandRails(generation)) return 'its compute fabric is not known to be InfiniBand'
  const unnamed = generation.rails.value.find(({ netdev }) => netdev === undefined)
  return unnamed && `no source names the network device of rail ${unnamed.rail}`
}

/** What rails follow from. */
interface RailedPod {
  readonly pod: Pick<Pod, 'networks' | 'platform'>
  readonly target: Pick<NamedTarget, 'kind'>
  readonly generation: SystemModel
  readonly racks: readonly { readonly name: string }[]
}

/** Rails of a pod on its target; undefined where nobody makes them, or nothing could run them. */
export function podRails({ pod, target, generation, racks }: RailedPod): PodRails | undefined {
  const { owner, namespace, rails } = pod.platform.networkOperator
  if (target.kind !== 'kubeconfig' || owner !== 'superpod' || rails.mode === 'none') return undefined
  if (railsUnsupported(generation) !== undefined) return undefined
  const { virtualFunctions, mtu, maxUnavailable } = rails
  const networks = addressNetworks({ generation, networks: pod.networks })
  return {
    namespace,
    rails: generation.rails.value.flatMap(({ rail, netdev }) => {
      const name = `rail${rail}`
      const range = networks.find((network) => network.name === name)?.ipv4
      if (netdev === undefined) return []
      const resource = railResource(netdev)
      return { name, netdev, resource, ...(range ? { pool: railPool(range, virtualFunctions) } : {}) }
    }),
    virtualFunctions,
    mtu,
    canary: rails.canary ?? racks.slice(0, 1).map(({ name }) => name),
    held: rails.rollout === 'canary',
    maxUnavailable,
  }
}

function railResource(netdev: string): string {
  return `res${netdev}`
}

/** Resources of the rails that a generation can have, as pods ask for them: what no tenant has unless it is granted. */
export function railResources(generation: SystemModel): string[] {
  return generation.rails.value.flatMap(({ netdev }) =>
    netdev === undefined ? [] : [`nvidia.com/${railResource(netdev)}`],
  )
}
