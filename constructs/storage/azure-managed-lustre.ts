import { storageBackends } from '#catalog'
import { type ClassSettings, parameters, type StorageMaker } from './storage-backend.ts'

/** What config says of Azure Managed Lustre. */
export interface AzureManagedLustreSettings extends ClassSettings {
  readonly sku: string
  readonly zone: string
  readonly maintenanceDay: string
  readonly maintenanceTimeUtc: string
  readonly identities: readonly string[]
}

/** Azure Managed Lustre: volumes are Lustre clusters; the driver is there by its manifests. */
export const azureManagedLustre: StorageMaker<AzureManagedLustreSettings> = {
  classSpec: (_purpose, { sku, zone, maintenanceDay, maintenanceTimeUtc, identities }) => ({
    provisioner: storageBackends['azure-managed-lustre'].provisioner.value,
    parameters: parameters({
      'sku-name': sku,
      zone,
      'maintenance-day-of-week': maintenanceDay,
      'maintenance-time-of-day-utc': maintenanceTimeUtc,
      identities: identities.length === 0 ? undefined : identities.join(','),
    }),
  }),
}
