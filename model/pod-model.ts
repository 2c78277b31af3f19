import { generations, leastManagementNodes, type SystemModel } from '#catalog'
import type { Inventory, LoadedPod, NamedTarget, Pod, Tenant } from '#config'
import { computeFabricCounts } from './compute-fabric.ts'
import { cohortShare, ledger, type PoolLedger } from './ledger.ts'
import { type ManagementNode, managementNodes } from './node.ts'
import { type PodRails, podRails } from './pod-rails.ts'
import { type Pool, type PoolClaim, pools, sharedPool } from './pool.ts'
import { type PodPower, podPower } from './power.ts'
import type { Share } from './share.ts'
import {
  type StorageClassModel,
  type StorageDriverModel,
  storageClasses,
  storageDrivers,
  storageQuota,
} from './storage.ts'
import { type FabricCounts, supportFabricsCounts } from './support-fabric.ts'
import { type DisplacedPlace, type Floor, floor, type Rack, type System } from './system.ts'
import { type TenantModel, tenantModel } from './tenant.ts'
import { topologyLevels, topologyName } from './topology.ts'

/** All that follows from a pod's config, for one target. */
export interface PodModel {
  readonly name: string
  readonly title: string
  readonly target: NamedTarget
  readonly generation: SystemModel
  readonly scalableUnits: readonly string[]
  readonly racks: readonly Rack[]
  readonly systems: readonly System[]
  /** Systems bought, where config says so. */
  readonly count?: number
  readonly systemsPerRack: number
  /** Height of every rack, in rack units. */
  readonly rackHeightU: number
  /** Racks that stand elsewhere than the floor plan puts them, by name: row and place in it, as `b12`. */
  readonly rackPlaces: Readonly<Record<string, string>>
  readonly displaced: readonly DisplacedPlace[]
  readonly managementNodes: readonly ManagementNode[]
  /** Whether config says how many of them there are. */
  readonly managementNodesWritten: boolean
  readonly fabric: FabricCounts
  readonly power: PodPower
  readonly claims: readonly PoolClaim[]
  /** Tenants that asked for a number of systems instead of naming them. */
  readonly countedClaims: Readonly<Record<string, number>>
  readonly sparesOf: Readonly<Record<string, number>>
  /** What config says of systems, racks and units that take no work, by name. */
  readonly states: Pod['systems']['state']
  readonly pools: readonly Pool[]
  readonly capacity: Readonly<Record<string, PoolLedger>>
  /** Quota of the Cohort itself. */
  readonly cohort: Share & { readonly gpus: number }
  readonly topology: { readonly name: string; readonly levels: readonly string[] }
  readonly tenants: readonly TenantModel[]
  /** What the API server puts before every group of the issuer of identities. */
  readonly groupPrefix: string
  /** The identity provider whose tokens are believed; undefined: config names none. */
  readonly issuer?: Pod['identity']['issuer']
  readonly networks: Pod['networks']
  /** Storage classes by purpose, in ascending order; purposes without one; the drivers behind them. */
  readonly storage: {
    readonly classes: readonly StorageClassModel[]
    readonly undecided: readonly string[]
    readonly drivers: readonly StorageDriverModel[]
  }
  readonly platform: Pod['platform']
  /** Rails as pods get them; undefined where this target has none. */
  readonly rails: PodRails | undefined
  /** Hardware that stands in places now, by system. */
  readonly inventory: Inventory
  /** Findings that config insists on, by code, each with its reason. */
  readonly allowed: Pod['allow']
}

/**
 * The model of a pod whose config could be read.
 * @throws Error when the loaded pod has no valid config: callers look at its findings first
 */
export function podModel(loaded: LoadedPod): PodModel {
  const { pod, target } = loaded
  if (!pod || !target) throw new Error(`pod ${loaded.name} has no valid config or target`)
  const generation = generations[pod.systems.generation]
  if (!generation) throw new Error(`the catalogue has no generation ${pod.systems.generation}`)
  const plan = floorOf(pod, generation)
  const claims = poolClaims(loaded.tenants)
  const topology = { name: topologyName(generation), levels: topologyLevels(generation) }
  const podPools = pools({
    systems: plan.systems,
    claims,
    spares: pod.systems.spares,
    topology: topology.name,
    generation,
    sharing: pod.platform.gpuOperator.sharing,
  })
  const storage = storageOf(pod)
  const tenants = loaded.tenants.map((tenant) => ({
    ...tenantModel(tenant, pod, poolOf(tenant, podPools), generation),
    storageQuota: storageQuota(tenant.storage, storage.classes),
  }))
  const capacity = ledger(podPools, tenants)
  return {
    name: pod.name,
    title: pod.title ?? pod.name,
    target,
    generation,
    ...plan,
    ...(pod.systems.count === undefined ? {} : { count: pod.systems.count }),
    systemsPerRack: systemsPerRack(pod, generation),
    rackHeightU: pod.racks.heightU,
    rackPlaces: pod.racks.places,
    managementNodes: managementNodesOf(pod, generation),
    managementNodesWritten: pod.management.nodes !== undefined,
    fabric: fabricOf(pod, generation, plan),
    power: podPower({ racks: plan.racks, tenants, generation, siteW: pod.site.powerW }),
    claims,
    countedClaims: countedClaims(loaded.tenants),
    sparesOf: pod.systems.spares,
    states: pod.systems.state,
    pools: podPools,
    capacity,
    cohort: cohortShare(capacity, generation),
    topology,
    tenants,
    ...identityOf(pod),
    networks: pod.networks,
    storage,
    platform: pod.platform,
    rails: podRails({ pod, target, generation, racks: plan.racks }),
    inventory: loaded.inventory,
    allowed: pod.allow,
  }
}

function countedClaims(tenants: readonly Tenant[]): Record<string, number> {
  const counted = tenants.flatMap(({ name, placement: { count } }) => (count === undefined ? [] : [[name, count]]))
  return Object.fromEntries(counted)
}

function managementNodesOf({ management: { nodes } }: Pod, generation: SystemModel): ManagementNode[] {
  return managementNodes(nodes ?? generation.managementNodes.value ?? leastManagementNodes.value)
}

function identityOf({ identity: { groupPrefix, issuer } }: Pod): Pick<PodModel, 'groupPrefix' | 'issuer'> {
  return { groupPrefix, ...(issuer === undefined ? {} : { issuer }) }
}

function storageOf(pod: Pod): PodModel['storage'] {
  const classes = storageClasses(pod)
  const undecided = Object.keys(pod.storage).filter((purpose) => classes.every((each) => each.purpose !== purpose))
  return { classes, undecided, drivers: storageDrivers(classes) }
}

function floorOf(pod: Pod, generation: SystemModel) {
  const { systems, racks } = pod
  const rackPowerW = racks.powerW ?? generation.rack.powerW.value
  return floor({
    generation,
    scalableUnits: systems.scalableUnits,
    ...(systems.count === undefined ? {} : { count: systems.count }),
    systemsPerRack: systemsPerRack(pod, generation),
    ...(rackPowerW === undefined ? {} : { rackPowerW }),
    states: systems.state,
  })
}

// the last that the reference architecture allows is the one that it draws
function systemsPerRack({ racks }: Pod, { rack }: SystemModel): number {
  return racks.systemsPerRack ?? rack.systemsPerRack.value.at(-1) ?? 1
}

// a retired tenant keeps its systems until it is destroyed: its data may still be on their disks
function poolClaims(tenants: readonly Tenant[]): PoolClaim[] {
  return tenants
    .filter((tenant) => tenant.placement.dedicated.length > 0)
    .map((tenant) => ({ pool: tenant.name, places: tenant.placement.dedicated }))
}

function poolOf(tenant: Tenant, all: readonly Pool[]): Pool {
  const name = tenant.placement.dedicated.length > 0 ? tenant.name : sharedPool
  const pool = all.find((candidate) => candidate.name === name)
  if (!pool) throw new Error(`pool ${name} of tenant ${tenant.name} does not exist`)
  return pool
}

function fabricOf({ systems }: Pod, generation: SystemModel, { systems: all, displaced }: Floor): FabricCounts {
  const { scalableUnits } = systems
  const compute = computeFabricCounts({
    fabric: generation.computeFabric,
    scalableUnits,
    systems: all.length,
    railsPerSystem: generation.rails.value.length,
    managerCables: displaced.length > 0 ? generation.managerCables?.value : 0,
  })
  return { compute, ...supportFabricsCounts(generation.supportFabrics, scalableUnits, all.length) }
}
