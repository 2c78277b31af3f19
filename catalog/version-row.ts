import type { Source } from './source.ts'

/** One combination of versions that goes together, and who says so. */
export interface VersionRow {
  readonly kubernetes: string
  readonly kueue: string
  readonly gpuOperator: string
  readonly networkOperator: string
  /** Generations that the row holds for. */
  readonly generations: readonly string[]
  readonly source: Source
  /** What a reader must know of the row. */
  readonly note: string
}

/**
 * Versions that config takes unless it names others. For RDMA no one document names the whole row: it is where three
 * documented rows meet, which is why its grade is D.
 */
export const defaultVersions: VersionRow = {
  kubernetes: '1.35',
  kueue: '0.19.2',
  gpuOperator: 'v26.3.2',
  networkOperator: '26.1.2',
  generations: ['dgx-h100'],
  source: { key: 'MATRIX', grade: 'D' },
  note: 'the documented whole is Kubernetes 1.33.10 with gpu-operator 26.3.1 and network-operator 26.1.0',
}
