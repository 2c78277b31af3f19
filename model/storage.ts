import { type AccessMode, type StorageBackendName, type StorageLimit, storageBackend } from '#catalog'
import type { DecidedStorage, Pod } from '#config'
import type { PlatformNamespace } from './platform-namespace.ts'

/** Storage for one purpose, as a tenant meets it: a storage class. */
export interface StorageClassModel {
  /** Name in config: `scratch`. */
  readonly purpose: string
  /** Name of the StorageClass in the cluster: the purpose's own, but for a class that is there. */
  readonly className: string
  readonly backend: StorageBackendName
  readonly accessModes: readonly AccessMode[]
  /** Whether a claim may grow. */
  readonly expansion: boolean
  /** What becomes of the data when its claim is deleted; undefined where somebody else decides. */
  readonly reclaimPolicy?: 'Delete' | 'Retain'
  /** Whether a volume is kept to its size, or a quota only counts what claims ask for. */
  readonly limits: StorageLimit
  readonly encrypted: boolean
  /** What the backend's own means keep apart: nothing, this class, or each tenant on it. */
  readonly separation: 'none' | 'class' | 'tenant'
  /** Claims that a namespace may have, where each is costly. */
  readonly claims?: number
  readonly readGBps?: number
  readonly writeGBps?: number
  /** What config says of the backend. */
  readonly settings: DecidedStorage
}

/** The driver of a backend that superpod installs, or that somebody else does. */
export interface StorageDriverModel {
  readonly backend: StorageBackendName
  readonly owner: 'superpod' | 'external'
  /** Its chart; undefined where its maker publishes none. */
  readonly chart?: { readonly name: string; readonly version: string; readonly namespace: PlatformNamespace }
  readonly purposes: readonly string[]
}

/** The storage classes of a pod, by purpose in ascending order. What is undecided has none. */
export function storageClasses({ storage }: Pick<Pod, 'storage'>): StorageClassModel[] {
  return Object.entries(storage)
    .flatMap(([purpose, settings]) => (settings.backend === 'undecided' ? [] : [storageClass(purpose, settings)]))
    .sort((a, b) => (a.purpose < b.purpose ? -1 : 1))
}

function storageClass(purpose: string, settings: DecidedStorage): StorageClassModel {
  const { backend, encrypted, separation, readGBps, writeGBps } = settings
  const facts = storageBackend(backend)
  const isThere = settings.backend === 'existing'
  return {
    purpose,
    className: isThere ? settings.class : purpose,
    backend,
    accessModes: isThere ? settings.accessModes : facts.accessModes,
    expansion: isThere ? settings.expansion : facts.expansion,
    ...(isThere ? {} : { reclaimPolicy: settings.reclaimPolicy ?? usualReclaimPolicy(purpose) }),
    limits: isThere ? settings.limits : enforced(settings, facts.limits?.value),
    encrypted: encrypted || facts.alwaysEncrypted !== undefined,
    separation: 'secretOf' in settings && settings.secretOf === 'tenant' ? 'tenant' : separation,
    ...(settings.backend === 'azure-managed-lustre' ? { claims: settings.claims } : {}),
    ...(readGBps === undefined ? {} : { readGBps }),
    ...(writeGBps === undefined ? {} : { writeGBps }),
    settings,
  }
}

// what is scratch may go with its claim; anything else waits for a person
function usualReclaimPolicy(purpose: string): 'Delete' | 'Retain' {
  return purpose === 'scratch' ? 'Delete' : 'Retain'
}

function enforced(settings: DecidedStorage, limits: StorageLimit | undefined): StorageLimit {
  if (settings.backend === 'weka' && settings.capacityEnforcement === 'SOFT') return 'claims'
  return limits ?? 'claims'
}

/** The drivers that classes need, each once; where purposes differ on one, the first that says something holds. */
export function storageDrivers(classes: readonly StorageClassModel[]): StorageDriverModel[] {
  const backends = [...new Set(classes.map(({ backend }) => backend))].filter((backend) => backend !== 'existing')
  return backends.map((backend) => {
    const members = classes.filter((member) => member.backend === backend)
    const written = members.map(driverSettings)
    const purposes = members.map(({ purpose }) => purpose)
    const { driver } = storageBackend(backend)
    if (!driver) return { backend, owner: 'external', purposes }
    const version = written.find((each) => each.version !== undefined)?.version ?? driver.version
    return {
      backend,
      owner: written.find((each) => each.owner !== undefined)?.owner ?? 'superpod',
      chart: { name: driver.chart.name, version, namespace: driver.namespace },
      purposes,
    }
  })
}

/** What a purpose writes of its driver. */
export function driverSettings({ settings }: StorageClassModel): {
  readonly owner?: 'superpod' | 'external' | undefined
  readonly version?: string | undefined
} {
  return 'driver' in settings ? settings.driver : {}
}

/** What one namespace may claim of one storage class. */
export interface StorageQuota {
  readonly sizeGiB: number
  /** Claims that it may have; undefined: any number. */
  readonly claims?: number
}

/** What a tenant's namespaces may claim, by storage class: nothing of a class whose purpose its file does not name. */
export function storageQuota(
  asked: Readonly<Record<string, number>>,
  classes: readonly StorageClassModel[],
): Record<string, StorageQuota> {
  return Object.fromEntries(
    classes.map(({ purpose, className, claims }) => {
      const sizeGiB = asked[purpose] ?? 0
      return [className, { sizeGiB, ...(claims === undefined || sizeGiB === 0 ? {} : { claims }) }]
    }),
  )
}
