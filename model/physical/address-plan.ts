import type { PodModel } from '../pod-model.ts'
import type { Address } from './address.ts'
import {
  type AddressedDevice,
  controllerHosts,
  controllersEnd,
  managementHosts,
  railBlock,
  railHosts,
  systemHosts,
} from './address-layout.ts'
import { type AddressNetwork, addressNetworks } from './address-network.ts'
import { addressAt } from './address-range.ts'
import { elevations } from './elevations.ts'

/**
 * Host names and addresses of everything in a pod, network by network. Stable: a unit that is added, a system that is
 * replaced or a state that changes renumbers nothing.
 */
export function addressPlan(model: PodModel): Address[] {
  const racks = elevations(model)
  return addressNetworks(model).flatMap((network) =>
    hosts(network, model, () => controllerHosts(model, racks)).map((host) => address(host, network)),
  )
}

/** How many addresses a network must have, those that are kept free at its start included. */
export function addressesNeeded(network: AddressNetwork, model: PodModel): number {
  if (network.name === 'outOfBand') return controllersEnd(model)
  const last = hosts(network, model, () => []).reduce((most, { offset }) => Math.max(most, offset), 0)
  // one behind the last is kept too: in IPv4 it is the broadcast address
  return last + (network.name.startsWith('rail') ? railBlock : 2)
}

function hosts(
  { name }: AddressNetwork,
  model: PodModel,
  controllers: () => AddressedDevice[],
): readonly AddressedDevice[] {
  if (name === 'management') return managementHosts(model, '')
  if (name === 'outOfBand') return controllers()
  if (name === 'inBand') return systemHosts(model, '')
  return name === 'storage' ? systemHosts(model, 'storage') : railHosts(model, name)
}

function address({ device, suffix, offset }: AddressedDevice, { name: network, ipv4, ipv6 }: AddressNetwork): Address {
  const host = suffix === '' ? device : `${device}-${suffix}`
  if (!ipv4) return { host, device, network }
  const own = { host, device, network, ipv4: addressAt(ipv4, offset) }
  return ipv6 ? { ...own, ipv6: addressAt(ipv6, offset) } : own
}
