import {
  type Address,
  addressPlan,
  type Cable,
  type ComputeSwitch,
  cabling,
  computeSwitches,
  elevations,
  type OpenCables,
  type PodModel,
  type RackElevation,
  type System,
} from '#model'
import { type Key, keys, noKey } from './key.ts'

/** A system, and whose it is. */
export interface DrawnSystem {
  readonly system: System
  /** Key of its pool. */
  readonly key: Key
}

/** All links between two switches of the compute fabric. */
export interface Trunk {
  /** The switch of the lower tier. */
  readonly from: string
  readonly to: string
  readonly links: number
}

/** What the page and every drawing are made from: the model, and all that follows from it for drawing. */
export interface Picture {
  readonly model: PodModel
  /** By name of pool or tenant. */
  readonly keys: ReadonlyMap<string, Key>
  /** In floor-plan order. */
  readonly racks: readonly RackElevation[]
  /** By name. */
  readonly systems: ReadonlyMap<string, DrawnSystem>
  readonly switches: readonly ComputeSwitch[]
  readonly trunks: readonly Trunk[]
  /** What one link of a trunk is: a whole cable, or one of several links that a cable carries. */
  readonly linkWord: 'cable' | 'link'
  /** Cables of one system, or of the fabric manager, by its name: compute fabric first. */
  readonly cables: ReadonlyMap<string, readonly Cable[]>
  /** Addresses of every device, by its name: rails left out, for each is in a range of its own. */
  readonly addresses: ReadonlyMap<string, readonly Address[]>
  /** Cables that no source lets anybody list. */
  readonly open: readonly OpenCables[]
}

/** Everything that is drawn of a pod. */
export function pictureOf(model: PodModel): Picture {
  const switches = computeSwitches(model)
  const names = new Set(switches.map(({ name }) => name))
  const { cables, open } = cabling(model)
  const podKeys = keys(model.tenants, model.pools)
  return {
    model,
    keys: podKeys,
    racks: elevations(model),
    systems: drawnSystems(model, podKeys),
    switches,
    trunks: trunks(cables.filter(({ from, to }) => names.has(from.device) && names.has(to.device))),
    linkWord: cables.some(({ partOf }) => partOf !== undefined) ? 'link' : 'cable',
    cables: grouped(
      cables.filter(({ from }) => !names.has(from.device)),
      ({ from }) => from.device,
    ),
    addresses: grouped(
      addressPlan(model).filter(({ network }) => !network.startsWith('rail')),
      ({ device }) => device,
    ),
    open,
  }
}

function drawnSystems(model: PodModel, podKeys: ReadonlyMap<string, Key>): ReadonlyMap<string, DrawnSystem> {
  const pools = new Map(model.pools.flatMap(({ name, systems }) => systems.map((system) => [system.name, name])))
  return new Map(
    model.systems.map((system) => {
      return [system.name, { system, key: podKeys.get(pools.get(system.name) ?? '') ?? noKey }]
    }),
  )
}

function trunks(cables: readonly Cable[]): Trunk[] {
  const counts = new Map<string, Trunk>()
  for (const { from, to } of cables) {
    const pair = `${from.device} ${to.device}`
    const known = counts.get(pair)
    counts.set(pair, { from: from.device, to: to.device, links: (known?.links ?? 0) + 1 })
  }
  return [...counts.values()]
}

/** Items by a name that each has, in the order of the first of each. */
export function grouped<Item>(items: readonly Item[], nameOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const group = groups.get(nameOf(item))
    if (group) group.push(item)
    else groups.set(nameOf(item), [item])
  }
  return groups
}
