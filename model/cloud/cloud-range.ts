import type { GkeMachine } from '#catalog'
import { addressAt, addressRange, partOf, printedRange } from '../physical/address-range.ts'
import type { PodModel } from '../pod-model.ts'

/** Parts of `networks.compute`, one an interface: as many as the most that any machine has, and as many again. */
const interfaceParts = 16

/** Parts of `networks.management`: the last of them holds the control plane's addresses in a network of Azure. */
const controlPlaneParts = 16

/** Place of the service that resolves names, in `networks.services`. */
const dnsPlace = 10

/** Ranges of the networks that GPUs in Google Cloud reach each other by: parts of the compute range, in order. */
export function gpuNetworkRanges(
  { networks: { compute } }: Pick<PodModel, 'networks'>,
  { separateNetworks, rdmaInterfaces }: Pick<GkeMachine, 'separateNetworks' | 'rdmaInterfaces'>,
): { readonly separate: string[]; readonly rdma: string[] } {
  const range = (part: number) => {
    const found = partOf(addressRange(compute), part, interfaceParts)
    return found ? printedRange(found) : compute
  }
  const first = (count: number, from: number) => Array.from({ length: count }, (_, index) => range(from + index))
  // an interface of its own beside RDMA stands last, so that rails keep the first parts
  const beside = rdmaInterfaces > 0 ? interfaceParts - separateNetworks : 0
  return { separate: first(separateNetworks, beside), rdma: first(rdmaInterfaces, 0) }
}

/** Range of the control plane's addresses, and the address of DNS, in a network of Azure. */
export function aksAddresses({ networks: { management, services } }: Pick<PodModel, 'networks'>) {
  const part = partOf(addressRange(management), controlPlaneParts - 1, controlPlaneParts)
  return {
    controlPlane: part ? printedRange(part) : management,
    dns: addressAt(addressRange(services), dnsPlace),
  }
}
