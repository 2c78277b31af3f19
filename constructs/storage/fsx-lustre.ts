import { storageBackends } from '#catalog'
import { tolerationsOf } from '../placement.ts'
import { type ClassSettings, parameters, type StorageMaker } from './storage-backend.ts'

/** What config says of Amazon FSx for Lustre. */
export interface FsxLustreSettings extends ClassSettings {
  readonly subnetId: string
  readonly securityGroupIds: readonly string[]
  readonly deploymentType: string
  readonly perUnitStorageThroughput?: number | undefined
  readonly fileSystemTypeVersion: string
  readonly dataCompressionType: string
  readonly kmsKeyId?: string | undefined
  readonly efa: boolean
  readonly roleArn?: string | undefined
}

/** Amazon FSx for Lustre: volumes are file systems. */
export const fsxLustre: StorageMaker<FsxLustreSettings> = {
  classSpec: (_purpose, settings) => ({
    provisioner: storageBackends['fsx-lustre'].provisioner.value,
    parameters: parameters({
      subnetId: settings.subnetId,
      securityGroupIds: settings.securityGroupIds.join(','),
      deploymentType: settings.deploymentType,
      perUnitStorageThroughput: settings.perUnitStorageThroughput,
      fileSystemTypeVersion: settings.fileSystemTypeVersion,
      dataCompressionType: settings.dataCompressionType,
      kmsKeyId: settings.kmsKeyId,
      // a file system with EFA must have a metadata configuration
      ...(settings.efa ? { metadataConfigurationMode: 'AUTOMATIC', efaEnabled: true } : {}),
    }),
  }),
  driverValues: ({ purposes, placement, systemTaints }) => ({
    controller: { ...placement, ...serviceAccount(purposes.map(({ settings }) => settings.roleArn)) },
    node: {
      tolerateAllTaints: false,
      tolerations: [...tolerationsOf(systemTaints), ...placement.tolerations],
    },
  }),
}

function serviceAccount(roleArns: readonly (string | undefined)[]) {
  const role = roleArns.find((arn) => arn !== undefined)
  return role === undefined ? {} : { serviceAccount: { annotations: { 'eks.amazonaws.com/role-arn': role } } }
}
