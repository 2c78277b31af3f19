import type { Finding } from '#core'
import type { StorageClassModel } from '../../storage.ts'
import { excluded, purposesOf } from './exclusion.ts'

/** What WEKA's driver can make of a class: directories of one file system, or file systems of one group. */
export function wekaFindings(classes: readonly StorageClassModel[]): Finding[] {
  return purposesOf('weka', classes).flatMap(({ purpose, settings }) => {
    const { filesystemName, filesystemGroupName, initialFilesystemSizeGB } = settings
    return excluded(purpose, [
      filesystemName !== undefined &&
        filesystemGroupName !== undefined && {
          code: 'storage/weka-volumes',
          field: 'filesystemGroupName',
          message: `${purpose} has filesystemName ${filesystemName} and filesystemGroupName ${filesystemGroupName}, but volumes are of one kind (WEKA-CSI)`,
          remedy: 'remove filesystemName or filesystemGroupName',
        },
      filesystemName === undefined &&
        filesystemGroupName === undefined && {
          code: 'storage/weka-volumes',
          field: 'backend',
          message: `${purpose} has neither filesystemName nor filesystemGroupName, but the driver needs one (WEKA-CSI)`,
          remedy: 'add filesystemName for directories of one file system, or filesystemGroupName for file systems',
        },
      filesystemName !== undefined &&
        initialFilesystemSizeGB !== undefined && {
          code: 'storage/weka-size',
          severity: 'warning',
          field: 'initialFilesystemSizeGB',
          message: `${purpose} has initialFilesystemSizeGB, but its volumes are directories of ${filesystemName}, which have none (WEKA-CSI)`,
          remedy: 'remove initialFilesystemSizeGB, or name a filesystemGroupName instead',
        },
    ])
  })
}
