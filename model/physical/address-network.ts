import type { PodModel } from '../pod-model.ts'
import { type AddressRange, addressRange, partOf } from './address-range.ts'

/** A network that devices have addresses in: its name, and its ranges as far as config gives them. */
export interface AddressNetwork {
  /** `management`, `inBand`, `outOfBand`, `storage`, `rail0`; with two planes `rail0-plane1`. */
  readonly name: string
  /** Field of the config that its IPv4 range comes from. */
  readonly path: string
  /** Undefined where the range of the compute fabric is too small to be divided. */
  readonly ipv4?: AddressRange
  /** Undefined where config gives none. */
  readonly ipv6?: AddressRange
}

/** What networks follow from. */
export type NetworkedPod = Pick<PodModel, 'generation' | 'networks'>

/** The networks of a pod: management, in-band, out-of-band, storage, then one a rail, plane by plane. */
export function addressNetworks(pod: NetworkedPod): AddressNetwork[] {
  const { ipv6 } = pod.networks
  const plain = (['management', 'inBand', 'outOfBand', 'storage'] as const).map((name) => ({
    name,
    path: `networks.${name}`,
    ipv4: addressRange(pod.networks[name]),
    ...(ipv6[name] === undefined ? {} : { ipv6: addressRange(ipv6[name]) }),
  }))
  return [...plain, ...railNetworks(pod)]
}

/** Names of rails that config may give a range of its own. */
export function railNames({ generation }: NetworkedPod): string[] {
  return generation.rails.value.map(({ rail }) => `rail${rail}`)
}

/** The networks of rails: the compute range in as many equal parts as a power of two needs. */
function railNetworks(pod: NetworkedPod): AddressNetwork[] {
  const { networks } = pod
  const rails = railNames(pod)
  const planes = planesOf(pod)
  const parts = 2 ** Math.ceil(Math.log2(rails.length * planes))
  const ipv4 = addressRange(networks.compute)
  const ipv6 = networks.ipv6.compute === undefined ? undefined : addressRange(networks.ipv6.compute)
  return Array.from({ length: planes }, (_, plane) => plane).flatMap((plane) =>
    rails.map((rail, index) => {
      const own = networks.rails[rail]
      const part = plane * rails.length + index
      const range4 = own === undefined ? partOf(ipv4, part, parts) : partOf(addressRange(own), plane, planes)
      const range6 = ipv6 && partOf(ipv6, part, parts)
      return {
        name: planes > 1 ? `${rail}-plane${plane + 1}` : rail,
        path: own === undefined ? 'networks.compute' : `networks.rails.${rail}`,
        ...(range4 === undefined ? {} : { ipv4: range4 }),
        ...(range6 === undefined ? {} : { ipv6: range6 }),
      }
    }),
  )
}

function planesOf({ generation }: NetworkedPod): number {
  const { tiers } = generation.computeFabric
  return tiers.kind === 'rule' ? tiers.planes : 1
}
