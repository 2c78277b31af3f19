import type { PodModel } from '../pod-model.ts'
import type { RackElevation } from './rack-elevation.ts'

/** A device with an address at an offset in a network's range. */
export interface AddressedDevice {
  readonly device: string
  /** What the host name has behind the device's; empty where it has the device's own. */
  readonly suffix: string
  readonly offset: number
}

/** Addresses of each system's block in a rail: itself, and its virtual functions. */
export const railBlock = 8

/** Offsets that every network keeps free at its start: gateways, virtual addresses, and what a site adds. */
export const kept = 64

/** Offset of the first management node: there is room for 32. */
const firstManagementNode = 16

/** Offset of the fabric manager, where it has a system's place. */
const fabricManager = 48

/** Offset of the first unit in the out-of-band network; what serves the whole pod comes before. */
const firstUnit = 256

/** What offsets follow from. */
export type LaidOutPod = Pick<
  PodModel,
  'generation' | 'systems' | 'displaced' | 'managementNodes' | 'systemsPerRack' | 'scalableUnits'
>

/** Management nodes and the fabric manager: in the management network, and with `bmc` behind their names out of band. */
export function managementHosts({ managementNodes, displaced }: LaidOutPod, suffix: string): AddressedDevice[] {
  return [
    ...managementNodes.map(({ name }, index) => ({ device: name, suffix, offset: firstManagementNode + index })),
    ...displaced.map((_, index) => ({ device: 'fabric-manager', suffix, offset: fabricManager + index })),
  ]
}

/** Systems in a network where each has one address, by their number: a unit that is added comes behind all others. */
export function systemHosts({ systems }: LaidOutPod, suffix: string): AddressedDevice[] {
  return systems.map(({ name, index }) => ({ device: name, suffix, offset: kept + index }))
}

/** Systems in a rail: each has the first address of a block of its own. */
export function railHosts({ systems }: LaidOutPod, suffix: string): AddressedDevice[] {
  return systems.map(({ name, index }) => ({ device: name, suffix, offset: kept + index * railBlock }))
}

/**
 * Controllers of everything that has one, in the out-of-band network. Each unit has a block of its own, of one size
 * whatever the number of units: its systems, then what is in its racks, then its switches; PDUs of its network racks from
 * the block's end.
 */
export function controllerHosts(pod: LaidOutPod, racks: readonly RackElevation[]): AddressedDevice[] {
  const block = blockSize(pod)
  const perUnit = pod.generation.systemsPerScalableUnit.value
  const byUnit = new Map<string | undefined, RackElevation[]>(
    [undefined, ...pod.scalableUnits].map((unit) => [unit, []]),
  )
  for (const rack of racks) byUnit.get(rack.scalableUnit)?.push(rack)
  const unitStart = (unit: number) => firstUnit + unit * block
  return [
    ...managementHosts(pod, 'bmc'),
    ...networkControllers(byUnit.get(undefined) ?? [], kept, firstUnit),
    ...pod.systems.map(({ name, index }) => ({
      device: name,
      suffix: 'bmc',
      offset: unitStart(Math.floor(index / perUnit)) + (index % perUnit),
    })),
    ...pod.scalableUnits.flatMap((unit, index) => {
      const own = byUnit.get(unit) ?? []
      const start = unitStart(index) + perUnit
      return [
        ...rackControllers(own, start, pod),
        ...networkControllers(own, start + racksPerUnit(pod) * furniture(pod), unitStart(index + 1)),
      ]
    }),
  ]
}

/** How many addresses the out-of-band network needs for that many units. */
export function controllersEnd(pod: LaidOutPod): number {
  return firstUnit + pod.scalableUnits.length * blockSize(pod)
}

/** Room for the switches of a unit, whatever the size of the pod. */
const switchesOfUnit = 128

function blockSize(pod: LaidOutPod): number {
  const used = pod.generation.systemsPerScalableUnit.value + racksPerUnit(pod) * furniture(pod) + switchesOfUnit
  return Math.max(256, 2 ** Math.ceil(Math.log2(used)))
}

function racksPerUnit({ generation, systemsPerRack }: LaidOutPod): number {
  return Math.ceil(generation.systemsPerScalableUnit.value / systemsPerRack)
}

/** Things with a controller in one rack of systems, beside these. */
function furniture({ generation: { rack } }: LaidOutPod): number {
  return (rack.pdus.value ?? 0) + (rack.nvlinkSwitchTrays?.value ?? 0) + (rack.managementSwitches?.value ?? 0)
}

/** What is in racks with systems: as many numbers for each rack, so that one more system in a rack moves none. */
function rackControllers(racks: readonly RackElevation[], start: number, pod: LaidOutPod): AddressedDevice[] {
  return racks
    .filter(({ role }) => role === 'compute')
    .flatMap(({ items }, rack) =>
      items
        .filter(({ kind }) => kind !== 'system' && kind !== 'fabric-manager')
        .map(({ name }, index) => ({ device: name, suffix: '', offset: start + rack * furniture(pod) + index })),
    )
}

/** Switches of racks without systems from a start upwards, their PDUs from an end downwards. */
function networkControllers(racks: readonly RackElevation[], start: number, end: number): AddressedDevice[] {
  const items = racks.filter(({ role }) => role !== 'compute').flatMap((rack) => rack.items)
  const pdus = items.filter(({ kind }) => kind === 'pdu')
  const switches = items.filter(({ kind }) => kind !== 'pdu' && kind !== 'management-node')
  return [
    ...switches.map(({ name }, index) => ({ device: name, suffix: '', offset: start + index })),
    ...pdus.map(({ name }, index) => ({ device: name, suffix: '', offset: end - 1 - index })),
  ]
}
