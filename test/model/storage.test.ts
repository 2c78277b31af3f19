import { describe, expect, test } from 'vitest'
import { Pod, Tenant } from '#config'
import { modelFindings, type PodModel, podModel } from '#model'
import { loadedAnyPod } from '../kit/any-pod.ts'
import { storageBackendNames, writtenStorage } from '../kit/storage-settings.ts'

const h100 = { generation: 'dgx-h100', scalableUnits: 4 }

function podWith(storage: object, { systems = h100, tenants = {}, kind = 'kubeconfig' } = {}): PodModel {
  const loaded = loadedAnyPod(systems)
  const target = { ...loaded.target, kind } as NonNullable<typeof loaded.target>
  return podModel({
    ...loaded,
    pod: Pod.parse({ name: 'tiny', systems, storage }),
    target,
    tenants: Object.entries(tenants).map(([name, fields]) =>
      Tenant.parse({
        name,
        title: name,
        gpus: { guaranteed: 8, burst: 8 },
        namespaces: { train: {} },
        sensitivity: 'open',
        ...(fields as object),
      }),
    ),
  })
}

function codes(model: PodModel): string[] {
  const findings = modelFindings(model, { at: '2026-12-01' })
  return findings.filter(({ code }) => code.startsWith('storage/')).map(({ code, severity }) => `${severity} ${code}`)
}

const exascaler = writtenStorage.exascaler as Record<string, unknown>
const local = { backend: 'local-path' }

describe('storage that fits', () => {
  test.each(storageBackendNames)('%s has nothing against it but what must be there', (name) => {
    const told = codes(podWith({ scratch: writtenStorage[name] }))
    expect(told.filter((code) => !/^info storage\/(prerequisite|chart-folder)$/.test(code))).toEqual([])
  })

  test('drops scratch with its claim, and keeps anything else for a person', () => {
    const { classes } = podWith({
      scratch: local,
      projects: local,
      home: { ...local, reclaimPolicy: 'Delete' },
    }).storage
    expect(classes.map(({ purpose, reclaimPolicy }) => [purpose, reclaimPolicy])).toEqual([
      ['home', 'Delete'],
      ['projects', 'Retain'],
      ['scratch', 'Delete'],
    ])
  })

  test('has one driver for all purposes on it, and of what is external superpod installs none', () => {
    const driver = { owner: 'external', version: '0.0.37' }
    const { drivers } = podWith({ scratch: local, home: { ...local, driver } }).storage
    expect(drivers).toEqual([
      {
        backend: 'local-path',
        owner: 'external',
        chart: { name: 'local-path-provisioner', version: '0.0.37', namespace: 'local-path-storage' },
        purposes: ['home', 'scratch'],
      },
    ])
  })
})

describe('storage that does not fit', () => {
  test.each<[string, object, string]>([
    [
      'two purposes are one class',
      { a: local, b: { backend: 'existing', class: 'a' } },
      'error storage/class-claimed-twice',
    ],
    [
      'two purposes are one class that is there',
      { a: writtenStorage.existing, b: writtenStorage.existing },
      'error storage/class-claimed-twice',
    ],
    ['EXAScaler ignores hot nodes', { a: { ...exascaler, hotNodes: true } }, 'warning storage/hot-nodes-encrypted'],
    ['EXAScaler has no passphrase', { a: { ...exascaler, secret: undefined } }, 'error storage/passphrase-missing'],
    ['EXAScaler has no zone to wait for', { a: { ...exascaler, zone: undefined } }, 'error storage/zone-missing'],
    ['EXAScaler has no projects', { a: { ...exascaler, maxProjectId: 10_000 } }, 'error storage/project-range'],
    ['VAST has no addresses', { a: { ...writtenStorage.vast, vipPool: undefined } }, 'error storage/vip-missing'],
    [
      'WEKA has volumes of two kinds',
      { a: { ...writtenStorage.weka, filesystemName: 'k8s' } },
      'error storage/weka-volumes',
    ],
    [
      'WEKA has volumes of no kind',
      { a: { ...writtenStorage.weka, filesystemGroupName: undefined } },
      'error storage/weka-volumes',
    ],
    [
      'FSx has a throughput of another kind',
      { a: { ...writtenStorage['fsx-lustre'], perUnitStorageThroughput: 200 } },
      'error storage/fsx-throughput',
    ],
    [
      'FSx with EFA is a scratch file system',
      { a: { ...writtenStorage['fsx-lustre'], deploymentType: 'SCRATCH_2', perUnitStorageThroughput: undefined } },
      'error storage/fsx-efa',
    ],
    [
      'one driver is wanted in two versions',
      { a: { ...local, driver: { version: '0.0.36' } }, b: { ...local, driver: { version: '0.0.35' } } },
      'error storage/driver-differs',
    ],
  ])('fails where %s', (_, storage, code) => {
    expect(codes(podWith(storage))).toContain(code)
  })

  test('fails where EXAScaler encrypts and the pod has two of its file systems, not two directories of one', () => {
    const other = (exaFS: string) => ({ a: exascaler, b: { backend: 'exascaler', exaFS } })
    expect(codes(podWith(other('10.0.0.9@o2ib:/home')))).toContain('error storage/encryption-file-systems')
    expect(codes(podWith(other('10.0.0.1@o2ib,10.0.0.2@o2ib:/scratch/other')))).not.toContain(
      'error storage/encryption-file-systems',
    )
  })

  test('is told on kind, which has one driver only', () => {
    expect(codes(podWith({ a: writtenStorage.nfs, b: local }, { kind: 'kind' }))).toEqual(['warning storage/no-driver'])
  })
})

describe('a tenant', () => {
  const shared = { scratch: local, home: writtenStorage.nfs, later: { backend: 'undecided' } }

  test('may claim what its file names, and nothing of any other class', () => {
    const { tenants } = podWith(shared, { tenants: { ada: { storage: { scratch: '1.5Pi' } } } })
    expect(tenants[0]?.storageQuota).toEqual({ home: { sizeGiB: 0 }, scratch: { sizeGiB: 1_572_864 } })
  })

  test('may have one claim where each makes a whole Lustre cluster', () => {
    const storage = { scratch: writtenStorage['azure-managed-lustre'] }
    const tenants = { ada: { storage: { scratch: '48Ti' } }, bo: {} }
    expect(podWith(storage, { tenants }).tenants.map(({ storageQuota }) => storageQuota)).toEqual([
      { scratch: { sizeGiB: 49_152, claims: 1 } },
      { scratch: { sizeGiB: 0 } },
    ])
  })

  test('fails where it is granted what the pod does not have, and is told what is undecided or counts claims only', () => {
    const tenants = { ada: { storage: { scrach: '1Ti', later: '1Ti', home: '1Ti' } } }
    expect(codes(podWith(shared, { tenants, kind: 'twin' }))).toEqual([
      'error storage/purpose-unknown',
      'info storage/undecided',
      'info storage/claims-only',
    ])
  })

  const vault = { sensitivity: 'sensitive', placement: { dedicated: ['su1-r01'] }, storage: { scratch: '1Ti' } }
  const apart = { ...writtenStorage.vast, encrypted: true, separation: 'class' }

  test('fails where it is sensitive and its class is not encrypted, or not kept apart; on kind it is warned', () => {
    const open = podWith({ scratch: writtenStorage.vast }, { tenants: { vault }, kind: 'twin' })
    expect(codes(open)).toEqual(['error storage/not-encrypted', 'error storage/not-apart'])
    const onKind = codes(podWith({ scratch: local }, { tenants: { vault }, kind: 'kind' }))
    expect(onKind).toEqual(expect.arrayContaining(['warning storage/not-encrypted', 'warning storage/not-apart']))
    expect(codes(podWith({ scratch: apart }, { tenants: { vault }, kind: 'twin' }))).toEqual([])
  })

  test('that is sensitive must have a class of its own, unless each tenant on it is kept apart', () => {
    const tenants = { vault, bo: { storage: { scratch: '1Ti' } } }
    expect(codes(podWith({ scratch: apart }, { tenants, kind: 'twin' }))).toEqual(['error storage/not-apart'])
    const each = { ...apart, secretOf: 'tenant' }
    expect(codes(podWith({ scratch: each }, { tenants, kind: 'twin' }))).toEqual([])
  })

  test('is kept apart once it is retired too, for its data is still there', () => {
    const tenants = { vault: { ...vault, state: 'retired' }, bo: { storage: { scratch: '1Ti' } } }
    const codesOf = (scratch: object) => codes(podWith({ scratch }, { tenants, kind: 'twin' }))
    expect(codesOf({ ...apart, encrypted: false })).toEqual(['error storage/not-apart'])
  })
})

describe('throughput', () => {
  const withSpeed = (readGBps: number, writeGBps: number, systems = h100) =>
    modelFindings(podWith({ scratch: { ...local, readGBps, writeGBps } }, { systems, kind: 'twin' }), {
      at: '2026-12-01',
    }).filter(({ code }) => code.startsWith('storage/'))

  test.each([
    [4, 59, 30, 'storage/throughput-below'],
    [4, 60, 30, 'which is good'],
    [4, 160, 80, 'which is better'],
    [4, 500, 249, 'which is better'],
    [4, 500, 250, 'which is best'],
    [1, 125, 62, 'which is best'],
    [6, 750, 374, 'which is better'],
    [6, 750, 375, 'which is best'],
  ])(
    'of a pod of %i units that reads %i and writes %i GB/s is judged by the table: %s',
    (units, read, write, words) => {
      const [finding] = withSpeed(read, write, { generation: 'dgx-h100', scalableUnits: units })
      expect(`${finding?.code} ${finding?.message}`).toContain(words)
      expect(finding?.message).toContain('RA-H100')
    },
  )

  test('is told as it is where no source gives a table', () => {
    const [finding] = withSpeed(500, 250, { generation: 'dgx-b300-xdr', scalableUnits: 1 })
    expect(finding?.code).toBe('storage/throughput-open')
  })
})
