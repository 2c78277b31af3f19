import type { RuleTiers, SystemModel } from '#catalog'
import { fabricTiers } from './compute-fabric.ts'

/** A part of the compute fabric that has no counts and no cables, and why. */
export interface FabricGap {
  /** `open`: no source says; `too-big`: it cannot be built. */
  readonly kind: 'open' | 'too-big'
  readonly part: 'switches' | 'spines' | 'cores'
  /** A clause without a full stop. */
  readonly reason: string
  /** Scalable units that can be joined at most, where it is too big. */
  readonly mostUnits?: number
}

/** What sources leave open of the compute fabric of that many units, or what they say cannot be built. */
export function fabricGaps({ computeFabric }: SystemModel, scalableUnits: number): FabricGap[] {
  const { tiers } = computeFabric
  const { spines, cores, mostUnits = scalableUnits } = fabricTiers(computeFabric, scalableUnits)
  if (tiers.kind === 'open') return [{ kind: 'open', part: 'switches', reason: tiers.open }]
  if (scalableUnits > mostUnits && tiers.kind === 'rule') {
    return [{ kind: 'too-big', part: 'spines', reason: tooBig(tiers, scalableUnits, mostUnits), mostUnits }]
  }
  if (tiers.kind === 'rule' && tiers.confirmedUnits && spines === undefined) {
    const { value, source } = tiers.confirmedUnits
    const reason = `spine switches are published for ${value} scalable units only (${source.key}), and this pod has ${scalableUnits}`
    return [{ kind: 'open', part: 'spines', reason }]
  }
  if (tiers.kind === 'rail-groups' && cores === undefined) {
    const { value, source } = tiers.cores
    const sizes = Object.keys(value).join(' and ')
    const reason = `core switches are known for ${sizes} scalable units only (${source.key}), and this pod has ${scalableUnits}`
    return [{ kind: 'open', part: 'cores', reason }]
  }
  return []
}

function tooBig(
  { radix, beyondTwoTiers, confirmedUnits }: RuleTiers,
  scalableUnits: number,
  mostUnits: number,
): string {
  const tiers = beyondTwoTiers === 'open' ? 'two tiers' : 'three tiers'
  const joined = confirmedUnits
    ? `${tiers} join ${mostUnits} at most by ${confirmedUnits.source.key}`
    : `${tiers} of switches with ${radix.value} ports join ${mostUnits} at most`
  return `${scalableUnits} scalable units, but ${joined}`
}
