import { addressNetworks } from './physical/address-network.ts'
import { addressesNeeded } from './physical/address-plan.ts'
import { printedRange, sizeOf } from './physical/address-range.ts'
import { elevations } from './physical/elevations.ts'
import { powerPlan } from './physical/power-plan.ts'
import type { PodModel } from './pod-model.ts'

/** The floor in numbers: racks by what they are for, and what feeds them. */
export function floorValues(model: PodModel) {
  const racks = elevations(model)
  const count = (wanted: string) => racks.filter(({ role }) => role === wanted).length
  const items = (wanted: string) => racks.flatMap((rack) => rack.items).filter(({ kind }) => kind === wanted).length
  return {
    racks: racks.length,
    computeRacks: count('compute'),
    networkRacks: count('network'),
    managementRacks: count('management'),
    pdus: items('pdu'),
    powerShelves: items('power-shelf'),
    rackHeightU: model.rackHeightU,
    byRack: Object.fromEntries(
      racks.map(({ name, role, row, column, drawW, powerW, items: parts }) => [
        name,
        { role, row, column, drawW, ...(powerW === undefined ? {} : { powerW }), items: parts.length },
      ]),
    ),
  }
}

/** Power and cooling: of the whole pod, by row, and how far feeds may fail. */
export function powerValues(model: PodModel) {
  return { ...model.power, ...powerPlan(model) }
}

/** Networks with their ranges, and how much of each is used. */
export function addressValues(model: PodModel) {
  return Object.fromEntries(
    addressNetworks(model).map((network) => {
      const { name, ipv4, ipv6 } = network
      return [
        name,
        {
          ...(ipv4 === undefined ? {} : { ipv4: printedRange(ipv4), addresses: Number(sizeOf(ipv4)) }),
          ...(ipv6 === undefined ? {} : { ipv6: printedRange(ipv6) }),
          needed: addressesNeeded(network, model),
        },
      ]
    }),
  )
}
