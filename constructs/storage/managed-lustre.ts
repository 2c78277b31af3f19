import { storageBackends } from '#catalog'
import { type ClassSettings, parameters, type StorageMaker } from './storage-backend.ts'

/** What config says of Google Cloud Managed Lustre. */
export interface ManagedLustreSettings extends ClassSettings {
  readonly perUnitStorageThroughput: number
  readonly network?: string | undefined
  readonly filesystem?: string | undefined
  readonly zones: readonly string[]
}

/** Google Cloud Managed Lustre: volumes are instances; the driver is an add-on of the cluster. */
export const managedLustre: StorageMaker<ManagedLustreSettings> = {
  classSpec: (_purpose, { perUnitStorageThroughput, network, filesystem, zones }) => ({
    provisioner: storageBackends['managed-lustre'].provisioner.value,
    parameters: parameters({ perUnitStorageThroughput, network, filesystem }),
    ...(zones.length === 0
      ? {}
      : { bindingMode: 'WaitForFirstConsumer', topology: { key: 'topology.gke.io/zone', values: zones } }),
  }),
}
