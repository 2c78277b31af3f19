import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, parameters, type StorageMaker } from './storage-backend.ts'

/** What config says of a directory on the disks of the nodes. */
export interface LocalPathSettings extends ClassSettings {
  readonly path: string
}

/** local-path: volumes are directories of whichever node the first pod that mounts them runs on. */
export const localPath: StorageMaker<LocalPathSettings> = {
  classSpec: (_purpose, { path }) => ({
    provisioner: storageBackends['local-path'].provisioner.value,
    bindingMode: 'WaitForFirstConsumer',
    parameters: parameters({ nodePath: path }),
  }),
  driverValues: ({ purposes, placement, systemTaints }) => ({
    ...placement,
    storageClass: { create: false },
    nodePathMap: [
      {
        node: 'DEFAULT_PATH_FOR_NON_LISTED_NODES',
        paths: [...new Set(purposes.map(({ settings }) => settings.path))].sort(),
      },
    ],
    configmap: { helperPod: { tolerations: [...tolerationsOf(systemTaints), ...placement.tolerations] } },
  }),
}
