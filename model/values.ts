import { addressValues, floorValues, powerValues } from './physical-values.ts'
import type { PodModel } from './pod-model.ts'
import { proofStanding, sensitivePools } from './proof.ts'
import { storageValues } from './storage-values.ts'
import type { System } from './system.ts'

/** Resolved values of a pod, as `show` prints them: names of fields are contract, they are added to and never renamed. */
export type PodValues = Readonly<Record<string, unknown>>

/** Every resolved value of a model, in the words of the trade; what has a name is a map by name. */
export function podValues(model: PodModel): PodValues {
  const { generation, systems, racks, capacity } = model
  const poolOf = new Map(model.pools.flatMap((pool) => pool.systems.map((system) => [system.name, pool.name])))
  const proofs = new Map(
    sensitivePools(model).flatMap((pool) =>
      pool.systems.map(({ name }) => [name, { isolationProof: proofStanding(model, name) }] as const),
    ),
  )
  return {
    name: model.name,
    title: model.title,
    target: { name: model.target.name, kind: model.target.kind, engine: model.target.engine },
    generation: generation.generation,
    scalableUnits: { count: model.scalableUnits.length, names: model.scalableUnits },
    racks: { count: racks.length, byName: byName(racks), floor: floorValues(model) },
    systems: {
      count: systems.length,
      displaced: byName(model.displaced),
      outOfService: Object.fromEntries(systems.flatMap(({ name, outage }) => (outage ? [[name, outage]] : []))),
      perScalableUnit: generation.systemsPerScalableUnit.value,
      perRack: model.systemsPerRack,
      byName: byName(
        systems.map((system) => ({ ...place(system), pool: poolOf.get(system.name), ...proofs.get(system.name) })),
      ),
    },
    gpus: {
      count: systems.length * generation.gpu.count,
      perSystem: generation.gpu.count,
      product: generation.gpu.product.value ?? null,
    },
    managementNodes: { count: model.managementNodes.length, names: model.managementNodes.map((node) => node.name) },
    fabric: model.fabric,
    power: powerValues(model),
    topology: model.topology,
    pools: Object.fromEntries(
      model.pools.map(({ name, flavor, systems: members }) => [
        name,
        { flavor, systems: members.map((member) => member.name) },
      ]),
    ),
    capacity,
    cohort: model.cohort,
    tenants: byName(model.tenants),
    storage: storageValues(model),
    networks: model.networks,
    addresses: addressValues(model),
    inventory: model.inventory,
    allowed: model.allowed,
    platform: model.platform,
    rails: model.rails ? { ...model.rails, rails: byName(model.rails.rails) } : null,
  }
}

function place({ name, index, scalableUnit, rack, u, gpus, nvlinkDomain, outage }: System) {
  return {
    name,
    index,
    scalableUnit,
    rack,
    ...(u === undefined ? {} : { u }),
    gpus,
    ...(nvlinkDomain === undefined ? {} : { nvlinkDomain }),
    ...(outage === undefined ? {} : { state: outage.state }),
  }
}

function byName<Item extends { readonly name: string }>(items: readonly Item[]): Record<string, Omit<Item, 'name'>> {
  return Object.fromEntries(items.map(({ name, ...rest }) => [name, rest]))
}
