import { type StorageBackendName, storageBackends } from '#catalog'
import { type DecidedStorage, Pod } from '#config'

/** Every kind of storage, by name. */
export const storageBackendNames = Object.keys(storageBackends) as StorageBackendName[]

const wholeSettings: Readonly<Record<StorageBackendName, object>> = {
  exascaler: {
    exaFS: '10.0.0.1@o2ib,10.0.0.2@o2ib:/scratch/k8s',
    managementIp: '10.0.1.1@tcp',
    zone: 'hall-1',
    exaMountUid: 1001,
    exaMountGid: 1001,
    minProjectId: 10_000,
    maxProjectId: 20_000,
    encrypted: true,
    secret: 'exa-csi',
    bindingMode: 'WaitForFirstConsumer',
  },
  vast: {
    vipPool: 'pool-1',
    viewPolicy: 'superpod',
    storagePath: '/k8s/scratch',
    qosPolicy: 'gold',
    secret: 'vast-csi',
    mountOptions: ['nconnect=16'],
  },
  weka: { filesystemGroupName: 'k8s', initialFilesystemSizeGB: 100, secret: 'weka-api', secretOf: 'tenant' },
  nfs: { server: 'nfs.example.org', share: '/export/home', onDelete: 'retain' },
  'local-path': { path: '/raid/local-path' },
  'fsx-lustre': {
    subnetId: 'subnet-056da83524edbe641',
    securityGroupIds: ['sg-086f61ea73388fb6b'],
    perUnitStorageThroughput: 1000,
    kmsKeyId: 'alias/superpod',
    efa: true,
    roleArn: 'arn:aws:iam::111122223333:role/fsx',
  },
  'managed-lustre': {
    perUnitStorageThroughput: 1000,
    network: 'superpod',
    filesystem: 'scratch',
    zones: ['europe-west4-a'],
  },
  'azure-managed-lustre': {
    sku: 'AMLFS-Durable-Premium-500',
    zone: '1',
    maintenanceDay: 'Sunday',
    maintenanceTimeUtc: '03:00',
    identities: ['/subscriptions/0000/superpod'],
  },
  existing: { class: 'fast', limits: 'bytes', encrypted: true, separation: 'tenant' },
}

/** Config of each kind of storage, as a person would write it. */
export const writtenStorage: Readonly<Record<StorageBackendName, object>> = Object.fromEntries(
  storageBackendNames.map((backend) => [backend, { backend, ...wholeSettings[backend] }]),
) as Record<StorageBackendName, object>

const systems = { generation: 'dgx-h100', scalableUnits: 1 }

/** Each kind of storage, as its config is read. */
export const storageSettings = Pod.parse({ name: 'tiny', systems, storage: writtenStorage }).storage as Readonly<
  Record<StorageBackendName, DecidedStorage>
>
