import type { Source } from './source.ts'

/** What the matrix pairs: components of the platform by their keys in config, Kubernetes, and the driver of the GPUs. */
export type VersionedPart = 'kubernetes' | 'gpuOperator' | 'networkOperator' | 'kueue' | 'driver'

/** Ranges of versions that go together, by part: `1.33 - 1.35`, `26.1.x`, `>= 25.3`, `26.1.0 || 25.10.x`; no `v`. */
export type VersionRanges = Readonly<Partial<Record<VersionedPart, string>>>

/** One documented combination of versions. */
export interface MatrixRow {
  /** Name of the row: what `versions --upgrade` takes. */
  readonly name: string
  readonly versions: VersionRanges
  /** What the document says of GPUDirect RDMA between the two operators. */
  readonly rdma: 'documented' | 'not supported' | 'not said'
  /** Kind of target that it holds for, and no other. @default any */
  readonly only?: string
  /** Generations that the document names. @default it names none */
  readonly generations?: readonly string[]
  readonly source: Source
  /** What a reader must know of the row. */
  readonly note: string
}

/** Versions that are documented not to go together. */
export interface BadCombination {
  readonly versions: VersionRanges
  /** Kind of target that it does not hold for. @default none */
  readonly except?: string
  /** A clause: why, and who says so. */
  readonly why: string
  readonly source: Source
}

const blackwell = ['dgx-b200', 'dgx-b300-spectrum-x', 'dgx-b300-xdr', 'dgx-gb200']

/**
 * Documented combinations, the one that we start from first. Where a document leaves a part out, the row has no range
 * for it: it says nothing about that part.
 */
export const versionMatrix: readonly MatrixRow[] = [
  {
    name: 'superpod',
    versions: {
      kubernetes: '1.33 - 1.35',
      gpuOperator: '26.3.1 - 26.3.2',
      networkOperator: '26.1.x',
      kueue: '0.19.x',
    },
    rdma: 'documented',
    generations: ['dgx-h100'],
    source: { key: 'MATRIX', grade: 'D' },
    note: 'where documented rows meet: cns-16.2, network-operator-26.1 and kueue-0.19; no one document names the whole',
  },
  {
    name: 'cns-16.2',
    versions: { kubernetes: '1.33.10', gpuOperator: '26.3.1', networkOperator: '26.1.0' },
    rdma: 'documented',
    source: { key: 'MATRIX', grade: 'V' },
    note: 'the newest documented whole with RDMA; network-operator 26.1 is past its support',
  },
  {
    name: 'cns-17.1',
    versions: {
      kubernetes: '1.34.9',
      gpuOperator: '26.3.2',
      networkOperator: '26.4.0',
      driver: '580.126.20',
    },
    rdma: 'not supported',
    source: { key: 'MATRIX', grade: 'V' },
    note: 'says itself that RDMA is not supported with this pair',
  },
  {
    name: 'cns-18.0',
    versions: {
      kubernetes: '1.35.6',
      gpuOperator: '26.3.2',
      networkOperator: '26.4.0',
      driver: '580.126.20',
    },
    rdma: 'not supported',
    source: { key: 'MATRIX', grade: 'V' },
    note: 'says itself that RDMA is not supported with this pair',
  },
  {
    name: 'cns-19.0',
    versions: { kubernetes: '1.36.2', gpuOperator: '26.3.2', driver: '580.126.20' },
    rdma: 'not said',
    source: { key: 'MATRIX', grade: 'V' },
    note: 'has no network operator',
  },
  {
    name: 'gpu-operator-26.7',
    versions: {
      kubernetes: '1.33 - 1.37',
      gpuOperator: '26.7.0',
      networkOperator: '26.1.0 || 25.10.x || 25.7.x',
      driver: '595.91.07 || 610.57.04 || 580.173.02 || 535.309.01',
    },
    rdma: 'documented',
    generations: ['dgx-h100', 'dgx-h200', ...blackwell, 'dgx-gb300'],
    source: { key: 'GPUOP-DOC', grade: 'V' },
    note: 'Kubernetes 1.32 too on Ubuntu 24.04; no row for network-operator 26.4 or 26.7 with RDMA',
  },
  {
    name: 'network-operator-26.1',
    versions: { kubernetes: '1.31 - 1.35', networkOperator: '26.1.x' },
    rdma: 'not said',
    generations: blackwell,
    source: { key: 'NETOP-DOC', grade: 'V' },
    note: 'past its support; DGX H100 is not in its table of systems, its ConnectX-7 adapter is',
  },
  {
    name: 'network-operator-26.4',
    versions: { kubernetes: '1.31 - 1.35', gpuOperator: '>= 25.3', networkOperator: '26.4.x' },
    rdma: 'not said',
    generations: blackwell,
    source: { key: 'NETOP-DOC', grade: 'V' },
    note: 'DGX H100 is not in its table of systems, its ConnectX-7 adapter is',
  },
  {
    name: 'network-operator-26.7',
    versions: { kubernetes: '>= 1.32', networkOperator: '26.7.x' },
    rdma: 'not said',
    source: { key: 'NETOP', grade: 'V' },
    note: "from its second release candidate; the newest Kubernetes and the GPU operator's version are unconfirmed",
  },
  {
    name: 'run-ai-3.0',
    versions: { kubernetes: '1.33 - 1.36', gpuOperator: '25.10 - 26.7.1', networkOperator: '25.10 - 26.7' },
    rdma: 'not said',
    source: { key: 'RUNAI-MATRIX', grade: 'T' },
    note: 'ranges side by side, no pairs',
  },
  {
    name: 'azure-rdma',
    versions: { gpuOperator: '26.3.3', networkOperator: '26.4.0' },
    rdma: 'documented',
    only: 'aks',
    source: { key: 'AKS-RDMA', grade: 'V' },
    note: 'on AKS with ND-series systems: evidence for nothing else',
  },
  {
    name: 'kueue-0.19',
    versions: { kubernetes: '>= 1.29', kueue: '0.19.x' },
    rdma: 'not said',
    source: { key: 'KUEUE', grade: 'V' },
    note: 'depends on no operator',
  },
]

/** What is documented as broken. */
export const badCombinations: readonly BadCombination[] = [
  {
    versions: { gpuOperator: '26.3.x', networkOperator: '26.4.x' },
    except: 'aks',
    why: 'GPUDirect RDMA is not supported with this pair: it is validated with network-operator 26.1.0',
    source: { key: 'MATRIX', grade: 'V' },
  },
]

/** The oldest versions that what we write can work with, whoever installs them. */
export const oldestVersions: Readonly<
  Partial<Record<VersionedPart, { readonly version: string; readonly why: string; readonly source: Source }>>
> = {
  gpuOperator: {
    version: '26.3.0',
    why: '25.10 and older are past their support, and an upgrade goes from one major to the next only',
    source: { key: 'GPUOP-DOC', grade: 'V' },
  },
  networkOperator: {
    version: '25.7.0',
    why: 'no document pairs an older one with a GPU operator that is supported',
    source: { key: 'GPUOP-DOC', grade: 'D' },
  },
  kueue: {
    version: '0.19.0',
    why: 'queues are written as kueue.x-k8s.io/v1beta2 of 0.19, with its defaults',
    source: { key: 'KUEUE', grade: 'D' },
  },
  kubernetes: {
    version: '1.31.0',
    why: 'no row has an older one with both operators',
    source: { key: 'MATRIX', grade: 'D' },
  },
}
