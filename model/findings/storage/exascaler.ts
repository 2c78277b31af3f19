import type { Finding } from '#core'
import type { StorageClassModel } from '../../storage.ts'
import { excluded, fieldPath, type PurposeOf, purposesOf } from './exclusion.ts'

/** What DDN's driver says cannot be together. */
export function exascalerFindings(classes: readonly StorageClassModel[]): Finding[] {
  const purposes = purposesOf('exascaler', classes)
  return [...purposes.flatMap(onePurpose), ...severalFileSystems(purposes), ...projects(purposes)]
}

function onePurpose({ purpose, settings }: PurposeOf<'exascaler'>): Finding[] {
  const { compression, encrypted, hotNodes, secret, bindingMode, zone } = settings
  return excluded(purpose, [
    compression !== undefined &&
      encrypted && {
        code: 'storage/compression-encrypted',
        field: 'compression',
        message: `${purpose} has compression ${compression}, but is encrypted: EXAScaler cannot do both (DDN-CSI)`,
        remedy: 'remove compression, or encrypted',
      },
    hotNodes &&
      encrypted && {
        code: 'storage/hot-nodes-encrypted',
        severity: 'warning',
        field: 'hotNodes',
        message: `${purpose} has hotNodes, but is encrypted: the driver then ignores hotNodes (DDN-CSI)`,
        remedy: 'remove hotNodes, or encrypted',
      },
    encrypted &&
      secret === undefined && {
        code: 'storage/passphrase-missing',
        field: 'encrypted',
        message: `${purpose} is encrypted, but names no secret: the driver takes the passphrase from one (DDN-CSI)`,
        remedy: 'make a Secret with the key passphrase, and name it under secret',
      },
    bindingMode === 'WaitForFirstConsumer' &&
      zone === undefined && {
        code: 'storage/zone-missing',
        field: 'bindingMode',
        message: `${purpose} has bindingMode WaitForFirstConsumer, but no zone: the driver needs one for that (DDN-CSI)`,
        remedy: 'name the zone, and label the nodes topology.exa.csi.ddn.com/zone with it; or write Immediate',
      },
  ])
}

// the driver's documentation: encryption fails on a node that has volumes of more than one file system
function severalFileSystems(purposes: readonly PurposeOf<'exascaler'>[]): Finding[] {
  const fileSystems = [...new Set(purposes.map(({ settings }) => fileSystem(settings.exaFS)))]
  if (fileSystems.length < 2) return []
  return purposes
    .filter(({ settings }) => settings.encrypted)
    .map(({ purpose }) => ({
      code: 'storage/encryption-file-systems',
      severity: 'error',
      path: fieldPath(purpose, 'encrypted'),
      message: `${purpose} is encrypted, but the pod has ${fileSystems.length} EXAScaler file systems: encryption works on nodes with volumes of one only (DDN-CSI)`,
      remedy: 'put all purposes on one file system, in directories of their own, or encrypt in the storage itself',
    }))
}

/** Servers and name of a file system, without the directory in it. */
function fileSystem(exaFS: string): string {
  const [servers = '', path = ''] = exaFS.split(':/')
  return `${servers}:/${path.split('/')[0]}`
}

// two classes that draw from the same numbers would share a quota
function projects(purposes: readonly PurposeOf<'exascaler'>[]): Finding[] {
  return purposes.flatMap(({ purpose, settings: { minProjectId, maxProjectId } }) => {
    if (minProjectId === undefined || maxProjectId === undefined || minProjectId < maxProjectId) return []
    return [
      {
        code: 'storage/project-range',
        severity: 'error' as const,
        path: fieldPath(purpose, 'maxProjectId'),
        message: `${purpose} has projects from ${minProjectId}, but only to ${maxProjectId}: each volume needs one of its own (DDN-CSI)`,
        remedy: `write a maxProjectId above ${minProjectId}`,
      },
    ]
  })
}
