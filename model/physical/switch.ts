import type { ComputeFabric, RailGroupTiers, RuleTiers, SystemModel } from '#catalog'
import { fabricTiers } from '../compute-fabric.ts'

/** One switch of the compute fabric. */
export interface ComputeSwitch {
  /** Unique in the pod, and the same when units are added, unless a tier is. */
  readonly name: string
  readonly tier: 'leaf' | 'spine' | 'core'
  /** Undefined where no source names it. */
  readonly model?: string
  /** Ports, counted in links. */
  readonly ports: number
  /** Unit that it belongs to; undefined where it serves the whole pod. */
  readonly scalableUnit?: string
  /** From 1, where there are several. */
  readonly plane?: number
  /** Rail that it carries, where it carries one alone. */
  readonly rail?: number
}

/** What the switches of a pod follow from. */
export interface SwitchedPod {
  readonly generation: SystemModel
  readonly scalableUnits: readonly string[]
}

/**
 * The switches of the compute fabric that are known: leaves by unit, then spines, then cores. Tiers that sources leave
 * open are not there.
 */
export function computeSwitches(pod: SwitchedPod): ComputeSwitch[] {
  const { leaves, spines, cores } = switchTiers(pod)
  return [...leaves, ...spines, ...cores]
}

/** Switches of the compute fabric by tier; a tier that sources leave open is empty. */
export interface SwitchTiers {
  readonly leaves: readonly ComputeSwitch[]
  readonly spines: readonly ComputeSwitch[]
  readonly cores: readonly ComputeSwitch[]
}

/** The switches of the compute fabric by tier, each in the order of its name. */
export function switchTiers({ generation, scalableUnits }: SwitchedPod): SwitchTiers {
  const { computeFabric } = generation
  const { tiers } = computeFabric
  if (tiers.kind === 'open') return { leaves: [], spines: [], cores: [] }
  const made = (seed: SwitchSeed): ComputeSwitch => ({ ...ofModel(computeFabric), ports: tiers.radix.value, ...seed })
  const counts = fabricTiers(computeFabric, scalableUnits.length)
  const rails = generation.rails.value.length
  return {
    leaves: scalableUnits.flatMap((unit) => leafSeeds(tiers, unit, rails).map(made)),
    spines: spineSeeds(tiers, scalableUnits, counts.spines ?? 0, (counts.cores ?? 0) > 0).map(made),
    cores: numbered(counts.cores ?? 0, 3).map((number) => made({ name: `core-${number}`, tier: 'core' })),
  }
}

type SwitchSeed = Omit<ComputeSwitch, 'model' | 'ports'>

function ofModel({ switchModel }: ComputeFabric): { model?: string } {
  return switchModel.value === undefined ? {} : { model: switchModel.value }
}

/** Planes of a fabric: 1 but for Spectrum-X. */
export function planesOf(tiers: RuleTiers | RailGroupTiers): number {
  return tiers.kind === 'rule' ? tiers.planes : 1
}

/** Leaves that share one rail of one unit and plane. */
export function leavesPerRail(tiers: RuleTiers | RailGroupTiers, rails: number): number {
  return tiers.kind === 'rule' ? tiers.leavesPerUnit.value / tiers.planes / rails : tiers.leavesPerGroupAndUnit.value
}

// by plane, then by rail, then by number: the order that the plan of cables counts on
function leafSeeds(tiers: RuleTiers | RailGroupTiers, unit: string, rails: number): SwitchSeed[] {
  const planes = planesOf(tiers)
  const shared = leavesPerRail(tiers, rails)
  return numbers(planes).flatMap((plane) =>
    numbers(rails).flatMap((rail) =>
      numbers(shared).map((leaf) => ({
        name: `${unit}-${planes > 1 ? `plane${plane + 1}-` : ''}${shared > 1 ? `rail${rail}-leaf-${leaf + 1}` : `leaf-${rail + 1}`}`,
        tier: 'leaf' as const,
        scalableUnit: unit,
        ...(planes > 1 ? { plane: plane + 1 } : {}),
        rail,
      })),
    ),
  )
}

function spineSeeds(
  tiers: RuleTiers | RailGroupTiers,
  units: readonly string[],
  count: number,
  hasCores: boolean,
): SwitchSeed[] {
  if (tiers.kind === 'rail-groups') {
    return units.flatMap((unit) =>
      numbers(tiers.groups).flatMap((rail) =>
        numbers(tiers.spinesPerGroupAndUnit.value).map((spine) =>
          unitSpine(unit, `rail${rail}-spine-${spine + 1}`, { rail }),
        ),
      ),
    )
  }
  if (hasCores) {
    return units.flatMap((unit) =>
      numbers(count / units.length).map((spine) => unitSpine(unit, `spine-${spine + 1}`, {})),
    )
  }
  return numbers(tiers.planes).flatMap((plane) =>
    numbered(count / tiers.planes, 2).map((number) =>
      tiers.planes > 1
        ? { name: `plane${plane + 1}-spine-${number}`, tier: 'spine' as const, plane: plane + 1 }
        : { name: `spine-${number}`, tier: 'spine' as const },
    ),
  )
}

function unitSpine(scalableUnit: string, name: string, more: { rail?: number }): SwitchSeed {
  return { name: `${scalableUnit}-${name}`, tier: 'spine', scalableUnit, ...more }
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}

function numbered(count: number, width: number): string[] {
  return numbers(count).map((index) => String(index + 1).padStart(width, '0'))
}
