import { azureManagedLustre } from './azure-managed-lustre.ts'
import { exascaler } from './exascaler.ts'
import { existing } from './existing.ts'
import { fsxLustre } from './fsx-lustre.ts'
import { localPath } from './local-path.ts'
import { managedLustre } from './managed-lustre.ts'
import { nfs } from './nfs.ts'
import type { StorageBackend } from './storage-backend.ts'
import { vast } from './vast.ts'
import { weka } from './weka.ts'

/** Every kind of storage, by the name that config gives it: a new one is one line here. */
export const storageBackends = {
  exascaler,
  vast,
  weka,
  nfs,
  'local-path': localPath,
  'fsx-lustre': fsxLustre,
  'managed-lustre': managedLustre,
  'azure-managed-lustre': azureManagedLustre,
  existing,
} as const satisfies Record<string, StorageBackend>

/** Name of a kind of storage, as config writes it. */
export type StorageBackendName = keyof typeof storageBackends

/** What is known of a kind of storage. */
export function storageBackend(name: StorageBackendName): StorageBackend {
  return storageBackends[name]
}
