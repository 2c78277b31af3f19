import type { SystemModel } from '#catalog'

/** One DGX system in its place: a Kubernetes node. */
export interface System {
  /** Name of the node, `su1-r01-s1`: unit, rack in the unit, place in the rack. */
  readonly name: string
  /** Number in the pod, from 0, in floor-plan order. */
  readonly index: number
  readonly scalableUnit: string
  readonly rack: string
  /** Lowest rack unit that it takes, counted from 1 at the bottom: our layout, places in racks are not published. */
  readonly u: number
  readonly gpus: number
}

/** One rack, and what the floor plan puts in it. */
export interface Rack {
  readonly name: string
  readonly scalableUnit: string
  /** Systems, from the bottom up. */
  readonly systems: readonly string[]
  /** Most that its systems draw together, in W. */
  readonly systemsW: number
  /** Power that the rack may draw without end, in W; undefined where config does not say. */
  readonly powerW?: number
}

/** A place that no system takes, and why. */
export interface DisplacedPlace {
  readonly name: string
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
  /** Systems bought; undefined: all places but the one that the fabric manager takes. */
  readonly count?: number
  readonly systemsPerRack: number
  readonly rackPowerW?: number
}

/**
 * Scalable units, racks and systems of a pod, in floor-plan order.
 * Without a count the last place of the last unit goes to the fabric manager, as the reference architecture has it.
 */
export function floor({ generation, scalableUnits, count, systemsPerRack, rackPowerW }: FloorPlan): Floor {
  const perUnit = generation.systemsPerScalableUnit.value
  const places = scalableUnits * perUnit
  const taken = Math.min(count ?? places - 1, places)
  const all = Array.from({ length: places }, (_, index) => place(index, perUnit, systemsPerRack, generation))
  const systems = all.slice(0, taken)
  const racks = new Map(all.map((system) => [system.rack, system.scalableUnit]))
  return {
    scalableUnits: Array.from({ length: scalableUnits }, (_, unit) => `su${unit + 1}`),
    racks: [...racks].map(([name, unit]) =>
      rack(
        name,
        unit,
        systems.filter((system) => system.rack === name),
        generation,
        rackPowerW,
      ),
    ),
    systems,
    displaced: count === undefined ? all.slice(-1).map(({ name }) => ({ name, reason: 'fabric manager' })) : [],
  }
}

function place(index: number, perUnit: number, systemsPerRack: number, generation: SystemModel): System {
  const scalableUnit = `su${Math.floor(index / perUnit) + 1}`
  const inUnit = index % perUnit
  const rack = `${scalableUnit}-r${String(Math.floor(inUnit / systemsPerRack) + 1).padStart(2, '0')}`
  const inRack = inUnit % systemsPerRack
  return {
    name: `${rack}-s${inRack + 1}`,
    index,
    scalableUnit,
    rack,
    u: 1 + inRack * generation.heightU.value,
    gpus: generation.gpu.count,
  }
}

function rack(
  name: string,
  scalableUnit: string,
  members: readonly System[],
  generation: SystemModel,
  powerW: number | undefined,
): Rack {
  return {
    name,
    scalableUnit,
    systems: members.map((member) => member.name),
    systemsW: members.length * generation.maxPowerW.value,
    ...(powerW === undefined ? {} : { powerW }),
  }
}
