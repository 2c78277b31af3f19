import { type BadCombination, badCombinations, type MatrixRow, type VersionedPart, versionMatrix } from '#catalog'
import type { PodModel } from './pod-model.ts'
import { isInRange } from './version-range.ts'

/** Versions of a pod, by part; the driver is the host's, so no config names it. */
export type PodVersions = Readonly<Partial<Record<VersionedPart, string>>>

/** Two parts whose versions must be documented together. */
export type VersionPair = readonly [VersionedPart, VersionedPart]

/** Pairs that documents are about: no document pairs Kueue with an operator, for neither needs the other. */
const judgedPairs: readonly VersionPair[] = [
  ['kubernetes', 'gpuOperator'],
  ['kubernetes', 'networkOperator'],
  ['kubernetes', 'kueue'],
  ['gpuOperator', 'networkOperator'],
]

/** Where a combination of versions stands in the matrix. */
export interface VersionStanding {
  /** Rows that hold the whole combination: no part outside, and every part that is judged inside. */
  readonly rows: readonly MatrixRow[]
  readonly bad: readonly BadCombination[]
  /** Pairs that no row has. */
  readonly undocumented: readonly VersionPair[]
  /** The row to go to where this does not hold: the documented one with RDMA that shares most versions. */
  readonly nearest: MatrixRow
}

/** The versions that a pod has on its target. */
export function podVersions({ platform }: Pick<PodModel, 'platform'>): PodVersions {
  return {
    kubernetes: platform.kubernetes,
    gpuOperator: platform.gpuOperator.version,
    networkOperator: platform.networkOperator.version,
    kueue: platform.kueue.version,
  }
}

/** Where versions stand on a kind of target. Rails want RDMA, so the pair of operators counts only where it is documented. */
export function versionStanding(versions: PodVersions, targetKind: string): VersionStanding {
  const rows = versionMatrix.filter(({ only }) => only === undefined || only === targetKind)
  const pairs = judgedPairs.filter((pair) => pair.every((part) => versions[part] !== undefined))
  return {
    rows: rows.filter((row) => pairs.every((pair) => holdsPair(row, versions, pair))),
    bad: badCombinations.filter(({ except, versions: ranges }) => except !== targetKind && isWithin(versions, ranges)),
    undocumented: pairs.filter((pair) => !rows.some((row) => holdsPair(row, versions, pair))),
    nearest: nearestRow(rows, versions),
  }
}

function holdsPair(row: MatrixRow, versions: PodVersions, [one, other]: VersionPair): boolean {
  if (one === 'gpuOperator' && other === 'networkOperator' && row.rdma !== 'documented') return false
  return [one, other].every((part) => row.versions[part] !== undefined && isPartWithin(versions, row.versions, part))
}

function isWithin(versions: PodVersions, ranges: PodVersions): boolean {
  return (Object.keys(ranges) as VersionedPart[]).every((part) => isPartWithin(versions, ranges, part))
}

function isPartWithin(versions: PodVersions, ranges: PodVersions, part: VersionedPart): boolean {
  const [version, range] = [versions[part], ranges[part]]
  return version !== undefined && range !== undefined && isInRange(version, range)
}

// rows are in the order of preference: the first of the best is taken
function nearestRow(rows: readonly MatrixRow[], versions: PodVersions): MatrixRow {
  const candidates = rows.filter(({ rdma, versions: { networkOperator } }) => rdma === 'documented' && networkOperator)
  const shared = (row: MatrixRow) =>
    (Object.keys(row.versions) as VersionedPart[]).filter((part) => isPartWithin(versions, row.versions, part)).length
  const [first] = [...candidates].sort((a, b) => shared(b) - shared(a))
  if (!first) throw new Error('the version matrix has no row with RDMA')
  return first
}
