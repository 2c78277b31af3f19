import type { SystemModel } from '#catalog'
import type { Pod } from '#config'
import { type Outage, outageOf } from './outage.ts'
import { systemU } from './physical/rack-layout.ts'

/** One DGX system in its place: a Kubernetes node. */
export interface System {
  /** Name of the node, `su1-r01-s1`: unit, rack in the unit, place in the rack. */
  readonly name: string
  /** Number in the pod, from 0, in floor-plan order. */
  readonly index: number
  readonly scalableUnit: string
  readonly rack: string
  /**
   * Lowest rack unit that it takes, counted from 1 at the bottom: our layout, places in racks are not published;
   * undefined where no source gives its height.
   */
  readonly u?: number
  readonly gpus: number
  /** Its NVLink domain, which is its rack; undefined where a system is one of its own. */
  readonly nvlinkDomain?: string
  /** Why it takes no work; undefined for a system in service. */
  readonly outage?: Outage
}

/** One rack with systems, and what the floor plan puts in it. */
export interface Rack {
  readonly name: string
  readonly scalableUnit: string
  /** Systems, from the bottom up. */
  readonly systems: readonly string[]
  /** Its NVLink domain; undefined where it is none. */
  readonly nvlinkDomain?: string
  /** Most that its systems draw together, in W: by the system, else by the rack as a whole; undefined where both are open. */
  readonly systemsW?: number
  /** Power that the rack may draw without end, in W; undefined where neither config nor a source says. */
  readonly powerW?: number
}

/** A place that no system takes, and why. */
export interface DisplacedPlace {
  readonly name: string
  readonly rack: string
  readonly u?: number
  readonly reason: string
}

/** The floor of a pod. */
export interface Floor {
  readonly scalableUnits: readonly string[]
  readonly racks: readonly Rack[]
  readonly systems: readonly System[]
  readonly displaced: readonly DisplacedPlace[]
}

/** What a floor is derived from. */
export interface FloorPlan {
  readonly generation: SystemModel
  readonly scalableUnits: number
  /** Systems bought; undefined: all places, but the one that the fabric manager takes where it takes one. */
  readonly count?: number
  readonly systemsPerRack: number
  readonly rackPowerW?: number
  /** What is out of service, by the name of a system, a rack or a unit. @default nothing */
  readonly states?: Pod['systems']['state']
}

/**
 * Scalable units, racks and systems of a pod, in floor-plan order.
 * Without a count the last place of the last unit goes to the fabric manager, in generations whose reference architecture
 * has it there.
 */
export function floor(plan: FloorPlan): Floor {
  const { generation, scalableUnits, count } = plan
  const places = scalableUnits * generation.systemsPerScalableUnit.value
  const manager = count === undefined && generation.managerCables !== undefined
  const taken = Math.min(count ?? (manager ? places - 1 : places), places)
  const systems = Array.from({ length: taken }, (_, index) => system(index, plan))
  const displaced = manager ? [system(places - 1, plan)] : []
  return {
    scalableUnits: Array.from({ length: scalableUnits }, (_, unit) => `su${unit + 1}`),
    racks: racks(systems, displaced, plan),
    systems,
    displaced: displaced.map(displacedPlace),
  }
}

function system(index: number, { generation, systemsPerRack, states = {} }: FloorPlan): System {
  const perUnit = generation.systemsPerScalableUnit.value
  const scalableUnit = `su${Math.floor(index / perUnit) + 1}`
  const inUnit = index % perUnit
  const rack = `${scalableUnit}-r${String(Math.floor(inUnit / systemsPerRack) + 1).padStart(2, '0')}`
  const inRack = inUnit % systemsPerRack
  const name = `${rack}-s${inRack + 1}`
  const u = systemU(generation, inRack)
  const outage = outageOf({ name, rack, scalableUnit }, states)
  return {
    name,
    index,
    scalableUnit,
    rack,
    ...(u === undefined ? {} : { u }),
    gpus: generation.gpu.count,
    ...nvlinkDomain(rack, generation),
    ...(outage === undefined ? {} : { outage }),
  }
}

function nvlinkDomain(rack: string, generation: SystemModel): { nvlinkDomain?: string } {
  return generation.rack.nvlinkSwitchTrays === undefined ? {} : { nvlinkDomain: rack }
}

// a rack whose only place the fabric manager has is a rack too
function racks(systems: readonly System[], displaced: readonly System[], plan: FloorPlan): Rack[] {
  const { generation, rackPowerW: powerW } = plan
  const members = new Map<string, string[]>()
  const units = new Map<string, string>()
  for (const { name, rack, scalableUnit } of systems) {
    const names = members.get(rack)
    if (names) names.push(name)
    else members.set(rack, [name])
    units.set(rack, scalableUnit)
  }
  for (const { rack, scalableUnit } of displaced) {
    if (!members.has(rack)) members.set(rack, [])
    units.set(rack, scalableUnit)
  }
  return [...members].map(([name, names]) => {
    const systemsW = systemsPowerW(generation, names.length)
    return {
      name,
      scalableUnit: units.get(name) ?? '',
      systems: names,
      ...nvlinkDomain(name, generation),
      ...(systemsW === undefined ? {} : { systemsW }),
      ...(powerW === undefined ? {} : { powerW }),
    }
  })
}

// where no source gives the power of one system, the budget of a whole rack stands for whatever is in it
function systemsPowerW({ maxPowerW, rack }: SystemModel, count: number): number | undefined {
  return maxPowerW.value === undefined ? rack.powerW.value : count * maxPowerW.value
}

function displacedPlace({ name, rack, u }: System): DisplacedPlace {
  return { name, rack, ...(u === undefined ? {} : { u }), reason: 'fabric manager' }
}
