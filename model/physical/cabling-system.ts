import type { RailGroupTiers, RuleTiers } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { Cable } from './cable.ts'
import { type CableMaker, managerDevice, type Port } from './cable-end.ts'
import { type ComputeSwitch, leavesPerRail, planesOf } from './switch.ts'

/** What the cables of systems follow from: leaves by unit, plane, rail and number. */
export interface SystemCabling {
  readonly pod: PodModel
  readonly tiers: RuleTiers | RailGroupTiers
  readonly leaves: readonly ComputeSwitch[]
  readonly made: CableMaker
}

/**
 * Cables from systems to leaves: GPU r of every system of a unit on the unit's leaf r, in each plane; where several
 * leaves share a rail, the systems of a unit in their order, an equal number on each.
 */
export function systemCables(cabling: SystemCabling): Cable[] {
  const { pod, tiers, made } = cabling
  const { rails, computeFabric } = pod.generation
  const common = { fabric: 'compute', kind: 'system-leaf', gbps: computeFabric.linkGbps } as const
  const leafPort = leafPorts(cabling)
  const planes = planesOf(tiers)
  return pod.systems.flatMap(({ name, index }) =>
    rails.value.flatMap(({ rail, port = `rail${rail}` }) => {
      const label = `${name}-rail${rail}`
      if (planes === 1) {
        return made({ label, ...common, rail, from: { device: name, port }, to: leafPort(index, 0, rail) })
      }
      return Array.from({ length: planes }, (_, plane) =>
        made({
          label: `${label}-plane${plane + 1}`,
          partOf: label,
          ...common,
          plane: plane + 1,
          rail,
          from: { device: name, port: `${port}/${plane + 1}` },
          to: leafPort(index, plane, rail),
        }),
      )
    }),
  )
}

/** Cables of the fabric manager: the ports of the place that it takes, on the first leaves of that unit. */
export function managerCables(cabling: SystemCabling): Cable[] {
  const { pod, made } = cabling
  const { computeFabric, managerCables: count, systemsPerScalableUnit } = pod.generation
  if (!count || pod.displaced.length === 0) return []
  const leafPort = leafPorts(cabling)
  const place = pod.scalableUnits.length * systemsPerScalableUnit.value - 1
  return Array.from({ length: count.value }, (_, rail) =>
    made({
      label: `${managerDevice}-p${rail + 1}`,
      fabric: 'compute',
      kind: 'manager-leaf',
      gbps: computeFabric.linkGbps,
      rail,
      from: { device: managerDevice, port: `p${rail + 1}` },
      to: leafPort(place, 0, rail),
    }),
  )
}

/** Finds the port of a leaf that a rail of a system has: by the system's number in the pod, whoever is bought. */
function leafPorts({ pod, tiers, leaves }: SystemCabling): (index: number, plane: number, rail: number) => Port {
  const rails = pod.generation.rails.value.length
  const perUnit = pod.generation.systemsPerScalableUnit.value
  const planes = planesOf(tiers)
  const shared = leavesPerRail(tiers, rails)
  const perLeaf = perUnit / shared
  return (index, plane, rail) => {
    const inUnit = index % perUnit
    const group = (Math.floor(index / perUnit) * planes + plane) * rails + rail
    const leaf = leaves[group * shared + Math.floor(inUnit / perLeaf)]
    if (!leaf) throw new Error(`no leaf carries rail ${rail} of system ${index}`)
    return { device: leaf.name, port: `p${(inUnit % perLeaf) + 1}` }
  }
}
