import type { Chart } from '../chart.ts'
import type { Fact } from '../source.ts'

/** How many nodes may mount a volume, and whether to write. */
export type AccessMode = 'ReadWriteOnce' | 'ReadOnlyMany' | 'ReadWriteMany'

/** What a quota on claims limits: the bytes that are written, or only what claims ask for. */
export type StorageLimit = 'bytes' | 'claims'

/** Namespaces of the drivers. */
export type StorageNamespace =
  | 'csi-nfs'
  | 'csi-wekafsplugin'
  | 'exascaler-csi'
  | 'fsx-csi'
  | 'local-path-storage'
  | 'vast-csi'

/** The driver of a backend, by its maker's chart. */
export interface StorageDriver {
  readonly chart: Chart
  /** Version of the chart, as the chart writes it, that config takes unless it names another. */
  readonly version: string
  /** Namespace that the driver runs in: its pods are privileged. */
  readonly namespace: StorageNamespace
}

/** What is known of a kind of storage, whoever uses it. */
export interface StorageBackend {
  /** What people call it. */
  readonly title: string
  /** Name of its driver, as a StorageClass has it; undefined where classes are somebody else's. */
  readonly provisioner?: Fact<string>
  /** Undefined: its maker publishes no chart. */
  readonly driver?: StorageDriver
  /** Who makes the StorageClass: superpod, the driver's chart, or somebody else. */
  readonly classBy: 'superpod' | 'chart' | 'nobody'
  readonly accessModes: readonly AccessMode[]
  /** Whether a claim may grow. */
  readonly expansion: boolean
  /** Whether the backend keeps a volume to its size; undefined: config says. */
  readonly limits?: Fact<StorageLimit>
  /** Why data at rest is always encrypted; undefined: config says whether it is. */
  readonly alwaysEncrypted?: Fact<string>
  /** By what means it keeps tenants apart: the end of a sentence. */
  readonly separation: string
  /** What must be there that superpod does not bring, as clauses. */
  readonly needs: readonly string[]
}
