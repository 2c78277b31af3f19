import type { StorageBackendName } from '#catalog'
import { type AzureManagedLustreSettings, azureManagedLustre } from './azure-managed-lustre.ts'
import { type ExascalerSettings, exascaler } from './exascaler.ts'
import { type FsxLustreSettings, fsxLustre } from './fsx-lustre.ts'
import { type LocalPathSettings, localPath } from './local-path.ts'
import { type ManagedLustreSettings, managedLustre } from './managed-lustre.ts'
import { type NfsSettings, nfs } from './nfs.ts'
import type { StorageMaker } from './storage-backend.ts'
import { type VastSettings, vast } from './vast.ts'
import { type WekaSettings, weka } from './weka.ts'

/** What each kind of storage is configured from: a new one is one line here, and one below. */
export interface StorageSettings {
  readonly exascaler: ExascalerSettings
  readonly vast: VastSettings
  readonly weka: WekaSettings
  readonly nfs: NfsSettings
  readonly 'local-path': LocalPathSettings
  readonly 'fsx-lustre': FsxLustreSettings
  readonly 'managed-lustre': ManagedLustreSettings
  readonly 'azure-managed-lustre': AzureManagedLustreSettings
  readonly existing: object
}

type StorageMakers = { readonly [Name in StorageBackendName]: StorageMaker<StorageSettings[Name]> }

const makers: StorageMakers = {
  exascaler,
  vast,
  weka,
  nfs,
  'local-path': localPath,
  'fsx-lustre': fsxLustre,
  'managed-lustre': managedLustre,
  'azure-managed-lustre': azureManagedLustre,
  existing: {},
}

/** How superpod makes a kind of storage. */
export function storageMaker<Name extends StorageBackendName>(name: Name): StorageMaker<StorageSettings[Name]> {
  return makers[name]
}
