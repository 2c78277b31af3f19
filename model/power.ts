import type { SystemModel } from '#catalog'
import type { Rack } from './system.ts'
import type { TenantModel } from './tenant.ts'

/** What a pod draws at most, and what its site gives; undefined is what neither config nor a source says. */
export interface PodPower {
  /** Most that all systems draw together, in W, whatever their state: an outage is no saving. */
  readonly systemsW?: number
  /** What `systemsW` counts: systems alone, or their racks as a whole where no source gives the power of one system. */
  readonly countedBy: 'systems' | 'racks'
  /** What the site gives to the whole pod, in W. */
  readonly siteW?: number
  /** What the systems leave of it, in W, for all that is not a system; negative when they draw too much. */
  readonly leftW?: number
  /** Most that the systems draw which a tenant may hold at once, in W, by tenant. */
  readonly tenants: Readonly<Record<string, number>>
}

interface PowerFacts {
  readonly racks: readonly Rack[]
  readonly tenants: readonly TenantModel[]
  readonly generation: SystemModel
  readonly siteW: number | undefined
}

/** The power of a pod. */
export function podPower({ racks, tenants, generation, siteW }: PowerFacts): PodPower {
  const known = racks.flatMap((rack) => rack.systemsW ?? [])
  const systemsW = known.length === racks.length ? known.reduce((sum, each) => sum + each, 0) : undefined
  return {
    ...(systemsW === undefined ? {} : { systemsW }),
    countedBy: generation.maxPowerW.value === undefined ? 'racks' : 'systems',
    ...(siteW === undefined ? {} : { siteW }),
    ...(siteW === undefined || systemsW === undefined ? {} : { leftW: siteW - systemsW }),
    tenants: Object.fromEntries(tenants.flatMap((tenant) => shareW(tenant, generation))),
  }
}

// a GPU counts as its part of a system, or of a rack where no source gives the power of a system
function shareW({ name, state, gpus }: TenantModel, { gpu, maxPowerW, rack }: SystemModel): [string, number][] {
  const perRack = (rack.systemsPerRack.value.at(-1) ?? 1) * gpu.count
  const burst = state === 'retired' ? 0 : gpus.burst
  if (maxPowerW.value !== undefined) return [[name, Math.ceil((burst * maxPowerW.value) / gpu.count)]]
  return rack.powerW.value === undefined ? [] : [[name, Math.ceil((burst * rack.powerW.value) / perRack)]]
}
