import { rackEquipment } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { Rack, System } from '../system.ts'
import type { RackElevation, RackItem } from './rack-elevation.ts'
import { nvlinkTrayU, powerShelfU } from './rack-layout.ts'

/** A rack with systems, and what stands in it beside them; not yet where on the floor it stands. */
export function computeElevation(
  rack: Rack,
  systems: ReadonlyMap<string, System>,
  model: PodModel,
): Omit<RackElevation, 'row' | 'column'> {
  return {
    name: rack.name,
    role: 'compute',
    scalableUnit: rack.scalableUnit,
    heightU: model.rackHeightU,
    items: fromBottomUp([
      ...rack.systems.map((name) => systemItem(name, systems.get(name)?.u, model)),
      ...managerItems(rack, model),
      ...nvlinkTrays(rack, model),
      ...managementSwitches(rack, model),
      ...feeds(rack, model),
    ]),
    drawW: rack.systemsW ?? 0,
    ...(rack.powerW === undefined ? {} : { powerW: rack.powerW }),
  }
}

function systemItem(name: string, u: number | undefined, { generation }: PodModel): RackItem {
  const { heightU, maxPowerW, weightKg } = generation
  return item({
    name,
    kind: 'system',
    u,
    heightU: heightU.value,
    powerW: maxPowerW.value,
    weightKg: weightKg.value,
  })
}

function managerItems({ name }: Rack, { displaced, generation }: PodModel): RackItem[] {
  return displaced
    .filter(({ rack }) => rack === name)
    .map(({ u }) => item({ name: 'fabric-manager', kind: 'fabric-manager', u, heightU: generation.heightU.value }))
}

function nvlinkTrays({ name }: Rack, { generation }: PodModel): RackItem[] {
  const heightU = rackEquipment[generation.generation]?.nvlinkTrayHeightU?.value
  return numbered(generation.rack.nvlinkSwitchTrays?.value).map((index) =>
    item({ name: `${name}-nvlink${index + 1}`, kind: 'nvlink-switch', u: nvlinkTrayU(generation, index), heightU }),
  )
}

function managementSwitches({ name }: Rack, { generation }: PodModel): RackItem[] {
  return numbered(generation.rack.managementSwitches?.value).map((index) => ({
    name: `${name}-mgmt${index + 1}`,
    kind: 'out-of-band-switch',
  }))
}

/** What feeds a rack: PDUs at its side, or in its upper end where they take rack units; or power shelves. */
function feeds({ name }: Rack, { generation, rackHeightU }: PodModel): RackItem[] {
  const { feed, feedHeightU } = rackEquipment[generation.generation] ?? { feed: 'pdu' as const }
  const heightU = feedHeightU?.value
  return numbered(generation.rack.pdus.value).map((index) => {
    if (feed === 'power-shelf') {
      const u = powerShelfU(generation, index)
      return item({ name: `${name}-shelf${index + 1}`, kind: 'power-shelf', u, heightU })
    }
    const u = heightU === undefined ? undefined : rackHeightU - (index + 1) * heightU + 1
    return item({ name: `${name}-pdu${index + 1}`, kind: 'pdu', u, heightU })
  })
}

function numbered(count = 0): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function item({
  name,
  kind,
  u,
  heightU,
  powerW,
  weightKg,
}: { [Key in keyof RackItem]: RackItem[Key] | undefined } & RackItem) {
  return {
    name,
    kind,
    ...(u === undefined ? {} : { u }),
    ...(heightU === undefined ? {} : { heightU }),
    ...(powerW === undefined ? {} : { powerW }),
    ...(weightKg === undefined ? {} : { weightKg }),
  }
}

// what has no rack unit comes last
function fromBottomUp(items: readonly RackItem[]): RackItem[] {
  const high = Number.POSITIVE_INFINITY
  return [...items].sort((a, b) => (a.u ?? high) - (b.u ?? high) || 0)
}
