import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, type DriverPurpose, type StorageMaker, secretNamespace } from './storage-backend.ts'

/** What config says of a path of a VAST cluster. */
export interface VastSettings extends ClassSettings {
  readonly vipPool?: string | undefined
  readonly vipPoolFqdn?: string | undefined
  readonly viewPolicy: string
  readonly storagePath: string
  readonly qosPolicy?: string | undefined
  readonly secret: string
  readonly secretOf: 'driver' | 'tenant'
}

const { driver } = storageBackends.vast

/** VAST: the chart makes the classes, and fails where there is none. */
export const vast: StorageMaker<VastSettings> = {
  driverValues: ({ purposes, placement, systemTaints }) => ({
    verifySsl: true,
    storageClasses: Object.fromEntries(purposes.map((purpose) => [purpose.purpose, storageClass(purpose)])),
    controller: placement,
    node: { tolerations: [...tolerationsOf(systemTaints), ...placement.tolerations] },
  }),
}

function storageClass({ settings, reclaimPolicy }: DriverPurpose<VastSettings>) {
  const { vipPool, vipPoolFqdn, viewPolicy, storagePath, qosPolicy, secret, secretOf, mountOptions = [] } = settings
  return {
    ...(vipPool === undefined ? {} : { vipPool }),
    ...(vipPoolFqdn === undefined ? {} : { vipPoolFQDN: vipPoolFqdn }),
    ...(qosPolicy === undefined ? {} : { qosPolicy }),
    viewPolicy,
    storagePath,
    secretName: secret,
    secretNamespace: secretNamespace(secretOf, driver),
    mountOptions,
    reclaimPolicy,
    allowVolumeExpansion: true,
  }
}
