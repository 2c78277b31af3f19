import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, parameters, type StorageMaker, secretParameters } from './storage-backend.ts'

/** What config says of an EXAScaler file system. */
export interface ExascalerSettings extends ClassSettings {
  readonly exaFS: string
  readonly mountPoint?: string | undefined
  readonly managementIp?: string | undefined
  readonly zone?: string | undefined
  readonly bindMount: boolean
  readonly exaMountUid?: number | undefined
  readonly exaMountGid?: number | undefined
  readonly minProjectId?: number | undefined
  readonly maxProjectId?: number | undefined
  readonly compression?: string | undefined
  readonly encrypted: boolean
  readonly hotNodes: boolean
  readonly bindingMode: 'Immediate' | 'WaitForFirstConsumer'
  readonly secret?: string | undefined
  readonly secretOf: 'driver' | 'tenant'
}

const { driver, provisioner } = storageBackends.exascaler

/** DDN EXAScaler: file systems are entries of the driver's configuration, which classes name. */
export const exascaler: StorageMaker<ExascalerSettings> = {
  classSpec: (purpose, settings) => ({
    provisioner: provisioner.value,
    bindingMode: settings.bindingMode,
    parameters: {
      ...parameters({
        configName: purpose,
        bindMount: settings.bindMount,
        exaMountUid: settings.exaMountUid,
        exaMountGid: settings.exaMountGid,
        minProjectId: settings.minProjectId,
        maxProjectId: settings.maxProjectId,
        compression: settings.compression,
        encryption: settings.encrypted || undefined,
        hotNodes: settings.hotNodes || undefined,
      }),
      ...secretOf(settings),
    },
    ...(settings.zone === undefined
      ? {}
      : { topology: { key: 'topology.exa.csi.ddn.com/zone', values: [settings.zone] } }),
  }),
  driverValues: ({ purposes, placement, systemTaints }) => ({
    config: {
      debug: false,
      exascaler_map: {
        // the chart's own example
        exa1: null,
        ...Object.fromEntries(purposes.map(({ purpose, settings }) => [purpose, fileSystem(purpose, settings)])),
      },
    },
    controller: placement,
    node: { tolerations: [...tolerationsOf(systemTaints), ...placement.tolerations] },
  }),
}

function secretOf({ secret, secretOf: place }: ExascalerSettings): Record<string, string> {
  if (secret === undefined) return {}
  return secretParameters({ secret, secretOf: place }, driver, ['provisioner', 'node-stage', 'controller-expand'])
}

function fileSystem(purpose: string, { exaFS, mountPoint, managementIp, zone }: ExascalerSettings) {
  return parameters({ exaFS, mountPoint: mountPoint ?? `/exa/${purpose}`, managementIp, zone })
}
