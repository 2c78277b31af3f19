import type { Progress } from '#core'
import type { Cluster } from '#kube'
import type { Environment } from '#tools'
import type { Freeze } from './freeze.ts'
import type { History } from './standing.ts'
import type { Workplace } from './workplace.ts'

/** The two ways from JSON to a cluster. */
export type DeliveryKind = 'terraform' | 'manifests'

/** A Terraform engine that was found on this machine. */
export interface Engine {
  readonly engine: 'terraform' | 'tofu'
  /** Path of the program. */
  readonly file: string
  readonly version: string
}

/** What config says there is: what is on record beside it has vanished from config. */
export interface Configured {
  readonly stacks: readonly string[]
  readonly tenants: readonly string[]
  readonly namespaces: readonly string[]
}

/** The target of a delivery. */
export interface DeliveryTarget {
  readonly name: string
  readonly kind: 'twin' | 'kind' | 'kubeconfig' | 'eks' | 'gke' | 'aks'
  /** UID of `kube-system` that config names. */
  readonly clusterId?: string | undefined
  /** Whether several people apply it. @default true for any but twin and kind */
  readonly shared?: boolean | undefined
  /** Until when nothing may be drained, restarted or destroyed; undefined where nothing is frozen today. */
  readonly freeze?: Freeze | undefined
}

/** All that a delivery needs to know and to use. */
export interface DeliveryContext {
  readonly pod: string
  readonly target: DeliveryTarget
  readonly delivery: DeliveryKind
  readonly workplace: Workplace
  /** The live cluster; absent where there is none yet: then all is planned as new. */
  readonly cluster?: Cluster | undefined
  /** Needed for the terraform delivery. */
  readonly engine?: Engine | undefined
  /** Path of the Helm program; needed for the manifests delivery. */
  readonly helm?: string | undefined
  /** Folder with `providers/` and `charts/`; need not be there. */
  readonly mirror: string
  /** Charts that are on this machine, by `<name>-<version>`: a folder or an archive. */
  readonly charts: Readonly<Record<string, string>>
  /** Folder for what may be kept between runs: the engine's plugins. */
  readonly cache: string
  /** Environment that children get, less what would divert them. */
  readonly env: Environment
  readonly configured: Configured
  readonly progress: Progress
  /** Where the config comes from, and who applies it. @default nobody knows */
  readonly history?: History | undefined
  /** How long the engine waits for a state that somebody has locked. @default 20 */
  readonly lockTimeoutSeconds?: number | undefined
  /** Ends the work between two steps, and the programs under way. */
  readonly signal?: AbortSignal | undefined
}
