import { gpuOperatorMajors, type UpgradeFact, upgradeFacts, type VersionedPart } from '#catalog'
import type { PodModel } from './pod-model.ts'
import { bareVersion, isOlder } from './version-range.ts'
import { type PodVersions, podVersions, type VersionPair, versionStanding } from './version-standing.ts'

/** One step of an upgrade, in the order in which it is done. */
export interface UpgradeStep extends UpgradeFact {
  readonly part: VersionedPart
  readonly from: string
  readonly to: string
  /** Who does it: superpod, by an apply, or whoever owns the part. */
  readonly by: 'superpod' | 'owner'
  /** Reasons why one should not stay where this step ends: documented-bad pairs, and pairs that no document has. */
  readonly between: { readonly bad: readonly string[]; readonly undocumented: readonly VersionPair[] }
}

/** Parts in the order that is taken where nothing speaks for another: what tenants notice most comes last. */
const usualOrder: readonly VersionedPart[] = ['gpuOperator', 'networkOperator', 'kueue', 'driver', 'kubernetes']

interface Move {
  readonly part: VersionedPart
  readonly to: string
}

/**
 * The steps from a pod's versions to others. Of the steps that may come next, the one that leaves the pod on documented
 * pairs is taken: an operator that does not know the new Kubernetes goes first, one that needs it goes later.
 * @param wanted - versions by part; a part that it leaves out stays as it is
 */
export function upgradeSteps(model: PodModel, wanted: PodVersions): UpgradeStep[] {
  const steps: UpgradeStep[] = []
  let versions = podVersions(model)
  let moves = movesTo(versions, wanted)
  while (moves.length > 0) {
    const [next] = firstOfEach(moves).sort((a, b) => costOf(versions, a, model) - costOf(versions, b, model))
    if (!next) break
    const after = { ...versions, [next.part]: next.to }
    steps.push(stepOf(next, versions[next.part] ?? 'unknown', after, model))
    versions = after
    moves = moves.filter((move) => move !== next)
  }
  return steps
}

/** Parts that would go to an older version: no document says how. */
export function loweredParts(model: PodModel, wanted: PodVersions): VersionedPart[] {
  const versions = podVersions(model)
  return partsOf(wanted).filter((part) => isOlder(wanted[part] ?? '', versions[part] ?? ''))
}

function movesTo(versions: PodVersions, wanted: PodVersions): Move[] {
  return usualOrder.flatMap((part) => {
    const [from, to] = [versions[part], wanted[part]]
    if (to === undefined || bareVersion(to) === bareVersion(from ?? '')) return []
    return [...stopsBetween(part, from ?? '', to), to].map((stop) => ({ part, to: stop }))
  })
}

/** Versions to stop at on the way: each minor of Kubernetes, each major of the GPU operator. */
function stopsBetween(part: VersionedPart, from: string, to: string): string[] {
  if (part === 'kubernetes') {
    const [first, last] = [minorOf(from), minorOf(to)]
    return Array.from({ length: Math.max(0, last - first - 1) }, (_, index) => `1.${first + index + 1}`)
  }
  if (part !== 'gpuOperator') return []
  const index = (version: string) =>
    gpuOperatorMajors.findIndex((major) => bareVersion(version).startsWith(`${major}.`))
  return index(from) < 0 ? [] : gpuOperatorMajors.slice(index(from) + 1, index(to)).map((major) => `${major}.x`)
}

function minorOf(version: string): number {
  return Number(bareVersion(version).split('.')[1] ?? 0)
}

function firstOfEach(moves: readonly Move[]): Move[] {
  return moves.filter((move) => moves.find(({ part }) => part === move.part) === move)
}

function costOf(versions: PodVersions, { part, to }: Move, { target }: PodModel): number {
  const { bad, undocumented } = versionStanding({ ...versions, [part]: to }, target.kind)
  return 10 * bad.length + undocumented.length
}

function stepOf({ part, to }: Move, from: string, after: PodVersions, { platform, target }: PodModel): UpgradeStep {
  const fact = upgradeFacts[part]
  const component: unknown = part === 'driver' || part === 'kubernetes' ? undefined : platform[part]
  const isOurs =
    typeof component === 'object' && component !== null && 'owner' in component && component.owner === 'superpod'
  const { bad, undocumented } = versionStanding(after, target.kind)
  return {
    ...fact,
    part,
    from: bareVersion(from),
    to: bareVersion(to),
    by: fact.applied && isOurs ? 'superpod' : 'owner',
    between: { bad: bad.map(({ why }) => why), undocumented },
  }
}

function partsOf(versions: PodVersions): VersionedPart[] {
  return usualOrder.filter((part) => versions[part] !== undefined)
}
