import { rackEquipment } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { RackElevation, RackItem } from './rack-elevation.ts'
import { filledRacks, switchHeightU } from './rack-filling.ts'
import { type SupportSwitch, supportSwitches } from './support-switch.ts'
import type { ComputeSwitch } from './switch.ts'
import { unitSwitches } from './unit-switches.ts'

/** A rack without systems; not yet where on the floor it stands. */
export type SupportRack = Pick<RackElevation, 'name' | 'role' | 'scalableUnit' | 'items'>

/** What the racks without systems follow from. */
export type SupportedPod = Pick<PodModel, 'generation' | 'scalableUnits' | 'rackHeightU' | 'managementNodes'>

/**
 * Network racks: those of a scalable unit hold the compute switches that stand beside it, and its part of the out-of-band
 * switches. A unit whose switches are all open has none.
 */
export function networkRacks(pod: SupportedPod): SupportRack[] {
  const outOfBand = supportSwitches(pod).filter(({ kind }) => kind === 'out-of-band-switch')
  const units = [...unitSwitches(pod)]
  return units.flatMap(([unit, switches], index) => {
    const part = outOfBand.filter((_, number) => Math.floor((number * units.length) / outOfBand.length) === index)
    const things = [...switches.map(computeItem), ...part.map(supportItem)]
    return filledRacks(things, pod.rackHeightU).map((items, rack) =>
      fed({ name: `${unit}-n${String(rack + 1).padStart(2, '0')}`, role: 'network', scalableUnit: unit, items }, pod),
    )
  })
}

/** Racks that serve the whole pod: management nodes, and the switches of the storage and in-band fabrics. */
export function managementRacks(pod: SupportedPod): SupportRack[] {
  const nodes = pod.managementNodes.map(({ name }) => ({ name, kind: 'management-node' as const }))
  const switches = supportSwitches(pod).filter(({ kind }) => kind !== 'out-of-band-switch')
  const things = [...switches.map(supportItem), ...nodes]
  const planned = rackEquipment[pod.generation.generation]?.managementRacks.value ?? 1
  const parts = Array.from({ length: planned }, (_, part) => things.filter((_, index) => index % planned === part))
  return parts
    .flatMap((part) => filledRacks(part, pod.rackHeightU))
    .map((items, rack) => fed({ name: `m${String(rack + 1).padStart(2, '0')}`, role: 'management', items }, pod))
}

function computeItem({ name, tier, model }: ComputeSwitch): RackItem {
  return { name, kind: tier, ...height(model) }
}

function supportItem({ name, kind, model }: SupportSwitch): RackItem {
  return { name, kind, ...height(model) }
}

function height(model: string | undefined): { heightU?: number } {
  const heightU = switchHeightU(model)
  return heightU === undefined ? {} : { heightU }
}

function fed(rack: SupportRack, { generation }: SupportedPod): SupportRack {
  const count = rackEquipment[generation.generation]?.supportPdus.value ?? 0
  const pdus = Array.from({ length: count }, (_, index) => ({
    name: `${rack.name}-pdu${index + 1}`,
    kind: 'pdu' as const,
  }))
  return { ...rack, items: [...rack.items, ...pdus] }
}
