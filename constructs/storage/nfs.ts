import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, parameters, type StorageMaker } from './storage-backend.ts'

/** What config says of an export of an NFS server. */
export interface NfsSettings extends ClassSettings {
  readonly server: string
  readonly share: string
  readonly onDelete?: string | undefined
}

/** NFS: volumes are directories of an export. */
export const nfs: StorageMaker<NfsSettings> = {
  classSpec: (_purpose, { server, share, onDelete }) => ({
    provisioner: storageBackends.nfs.provisioner.value,
    parameters: parameters({ server, share, onDelete }),
  }),
  driverValues: ({ placement, systemTaints }) => ({
    controller: placement,
    node: { tolerations: [...tolerationsOf(systemTaints), ...placement.tolerations] },
  }),
}
