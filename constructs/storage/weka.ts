import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, parameters, type StorageMaker, secretParameters } from './storage-backend.ts'

/** What config says of a WEKA file system. */
export interface WekaSettings extends ClassSettings {
  readonly filesystemName?: string | undefined
  readonly filesystemGroupName?: string | undefined
  readonly initialFilesystemSizeGB?: number | undefined
  readonly capacityEnforcement: 'HARD' | 'SOFT'
  readonly encrypted: boolean
  readonly secret: string
  readonly secretOf: 'driver' | 'tenant'
}

const { driver, provisioner } = storageBackends.weka

/** WEKA: volumes are directories of a file system, or file systems of a group. */
export const weka: StorageMaker<WekaSettings> = {
  classSpec: (_purpose, settings) => ({
    provisioner: provisioner.value,
    parameters: {
      ...volume(settings),
      ...secretParameters(settings, driver, [
        'provisioner',
        'controller-publish',
        'controller-expand',
        'node-stage',
        'node-publish',
      ]),
    },
  }),
  driverValues: ({ placement, systemTaints }) => ({
    controller: { nodeSelector: placement.nodeSelector },
    controllerPluginTolerations: placement.tolerations,
    nodePluginTolerations: [...tolerationsOf(systemTaints), ...placement.tolerations],
  }),
}

function volume(settings: WekaSettings): Record<string, string> {
  const { filesystemName, filesystemGroupName, initialFilesystemSizeGB, capacityEnforcement, encrypted } = settings
  if (filesystemName !== undefined) return parameters({ volumeType: 'dir/v1', filesystemName, capacityEnforcement })
  return parameters({
    volumeType: 'weka/v2',
    filesystemGroupName,
    initialFilesystemSizeGB,
    capacityEnforcement,
    encryptionEnabled: encrypted || undefined,
  })
}
