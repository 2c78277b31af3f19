import { describe, expect, test } from 'vitest'
import { type ChangeAction, consequenceOf, consequenceRules, consequencesOf } from '#catalog'
import { fieldChanges } from '#core'

const consequence = (kind: string, action: ChangeAction, before: unknown = {}, after: unknown = {}, chart?: string) =>
  consequenceOf({ kind, action, chart, fields: fieldChanges(before, after) })?.consequence

const holders = [
  'Namespace',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'StorageClass',
  'CustomResourceDefinition',
  'ClusterQueue',
  'LocalQueue',
  'ResourceFlavor',
  'Topology',
  'NicClusterPolicy',
  'IPPool',
  'Cluster',
  'NodePool',
  'FileSystem',
  'Key',
]

describe.each(holders)('a %s holds data or work', (kind) => {
  test('to delete or replace it destroys that, to make or change it does not', () => {
    expect(consequence(kind, 'delete')).toBe('destructive')
    expect(consequence(kind, 'replace')).toBe('destructive')
    expect(consequence(kind, 'create')).toBeUndefined()
    expect(consequence(kind, 'update', { metadata: { labels: {} } }, { metadata: { labels: { a: 'b' } } })).toBe(
      undefined,
    )
  })
})

test.each(['SriovIBNetwork', 'NetworkAttachmentDefinition'])('work that names a %s needs it to start', (kind) => {
  expect(consequence(kind, 'delete')).toBe('disruptive')
  expect(consequence(kind, 'update', { spec: { config: 'a' } }, { spec: { config: 'b' } })).toBe('disruptive')
  expect(consequence(kind, 'create')).toBeUndefined()
})

test('another range of addresses disrupts what holds one, other nodes do not', () => {
  const pool = (subnet: string, nodes: string) => ({ spec: { subnet, nodeSelector: { nodes } } })
  expect(consequence('IPPool', 'update', pool('10.0.0.0/16', 'a'), pool('10.1.0.0/16', 'a'))).toBe('disruptive')
  expect(consequence('IPPool', 'update', pool('10.0.0.0/16', 'a'), pool('10.0.0.0/16', 'b'))).toBeUndefined()
})

test('a release goes without harm only where its chart is known to carry no CRD', () => {
  expect(consequence('HelmRelease', 'delete', {}, {}, 'kueue')).toBe('destructive')
  expect(consequence('HelmRelease', 'delete', {}, {}, 'somebody-s')).toBe('destructive')
  expect(consequence('HelmRelease', 'delete', {}, {}, 'objects')).toBeUndefined()
})

test('the classes that the chart of VAST makes are kept as those that superpod makes, a new one harms nobody', () => {
  const values = (storageClasses: object) => ({ values: { verifySsl: true, storageClasses } })
  const one = { projects: { storagePath: '/k8s' } }
  const change = (after: object) => consequence('HelmRelease', 'update', values(one), values(after), 'vastcsi')
  expect(change({ projects: { storagePath: '/other' } })).toBe('destructive')
  expect(change({})).toBe('destructive')
  expect(change({ ...one, home: { storagePath: '/home' } })).toBeUndefined()
  expect(consequence('HelmRelease', 'delete', {}, {}, 'vastcsi')).toBe('destructive')
  expect(consequence('HelmRelease', 'delete', {}, {}, 'exa-csi')).toBeUndefined()
})

const quota = (nominalQuota?: string, borrowingLimit?: string) => ({
  spec: {
    resourceGroups: [
      { flavors: [{ name: 'h100', resources: [{ name: 'nvidia.com/gpu', nominalQuota, borrowingLimit }] }] },
    ],
  },
})

test('a lowered quota disrupts, a raised one does not, however they are written', () => {
  expect(consequence('ClusterQueue', 'update', quota('240'), quota('128'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', quota('1k'), quota('999'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', quota('999'), quota('1k'))).toBeUndefined()
  expect(consequence('ClusterQueue', 'update', quota('1000'), quota('1k'))).toBeUndefined()
  expect(consequence('ClusterQueue', 'update', quota('240'), quota(undefined))).toBe('disruptive')
})

test('a borrowing limit where none was lowers what may be borrowed, and none where one was raises it', () => {
  expect(consequence('ClusterQueue', 'update', quota('8', undefined), quota('8', '0'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', quota('8', '0'), quota('8', undefined))).toBeUndefined()
})

test('a quota in the form that Terraform gives it is read as well', () => {
  const spec = (gpus: string) => ({ spec: [{ hard: { 'requests.nvidia.com/gpu': gpus } }] })
  expect(consequence('ResourceQuota', 'update', spec('240'), spec('128'))).toBe('disruptive')
  expect(consequence('ResourceQuota', 'update', spec('128'), spec('240'))).toBeUndefined()
})

test('an item of a quota that goes sets free, and one that comes is for what is new', () => {
  const [two, one] = [{ spec: { hard: { pods: '8', 'count/jobs.batch': '5' } } }, { spec: { hard: { pods: '8' } } }]
  expect(consequence('ResourceQuota', 'update', two, one)).toBeUndefined()
  expect(consequence('ResourceQuota', 'update', one, two)).toBeUndefined()
})

test('to hold a queue disrupts, to let it go on does not', () => {
  const stop = (stopPolicy: string) => ({ spec: { stopPolicy } })
  expect(consequence('ClusterQueue', 'update', stop('None'), stop('HoldAndDrain'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', stop('Hold'), stop('HoldAndDrain'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', stop('Hold'), stop('None'))).toBeUndefined()
  expect(consequence('ClusterQueue', 'update', stop('HoldAndDrain'), stop('Hold'))).toBeUndefined()
})

test('a system that goes to another pool disrupts, one that is added does not', () => {
  const rule = (...nodes: string[]) => ({
    spec: {
      rules: [{ name: 'pool-shared', matchFeatures: [{ matchExpressions: { nodename: { op: 'In', value: nodes } } }] }],
    },
  })
  const moved = (before: object, after: object) => consequence('NodeFeatureRule', 'update', before, after)
  expect(moved(rule('s1', 's2'), rule('s1'))).toBe('disruptive')
  expect(moved(rule('s1', 's2'), rule('s1', 's3'))).toBe('disruptive')
  expect(moved(rule('s1', 's2'), rule('s1', 's2', 's3'))).toBeUndefined()
  expect(consequence('NodeFeatureRule', 'delete', rule('s1'))).toBe('disruptive')
})

test('a new driver or MIG layout disrupts, a new image of a dashboard does not', () => {
  const values = (version: string, interval: string) => ({
    version: 'v26.3.2',
    values: { driver: { version }, dcgmExporter: { interval } },
  })
  expect(consequence('HelmRelease', 'update', values('1', '15s'), values('2', '15s'), 'gpu-operator')).toBe(
    'disruptive',
  )
  expect(consequence('HelmRelease', 'update', values('1', '15s'), values('1', '30s'), 'gpu-operator')).toBeUndefined()
})

test('the taints of a rule for systems disrupt, its labels do not', () => {
  const rule = (taints: unknown, labels: unknown) => ({ spec: { rules: [{ name: 'su1', taints, labels }] } })
  const taint = [{ key: 'superpod/pool', value: 'genomics', effect: 'NoSchedule' }]
  expect(consequence('NodeFeatureRule', 'update', rule([], { a: '1' }), rule(taint, { a: '1' }))).toBe('disruptive')
  expect(consequence('NodeFeatureRule', 'update', rule([], { a: '1' }), rule([], { a: '2' }))).toBeUndefined()
})

test.each(['nvidia.com/mig.config', 'nvidia.com/device-plugin.config', 'superpod/driver'])(
  'another %s for the systems of a pool disrupts, and so do the first one and the last',
  (label) => {
    const rule = (labels: object) => ({
      spec: { rules: [{ name: 'pool-shared', labels: { 'superpod/pool': 'a', ...labels } }] },
    })
    const [none, one, other] = [rule({}), rule({ [label]: 'all-1g.10gb' }), rule({ [label]: 'all-2g.20gb' })]
    expect(
      [none, one, other, one].map((before, index) =>
        consequence('NodeFeatureRule', 'update', before, [one, other, none, one][index]),
      ),
    ).toEqual(['disruptive', 'disruptive', 'disruptive', undefined])
  },
)

test('another way to give GPUs to pods disrupts, another set of counters does not', () => {
  const values = (strategy: string, counters: string) => ({
    values: {
      devicePlugin: { env: [{ name: 'DEVICE_LIST_STRATEGY', value: strategy }] },
      dcgmExporter: { config: { name: counters } },
    },
  })
  const update = (before: object, after: object) => consequence('HelmRelease', 'update', before, after, 'gpu-operator')
  expect(update(values('volume-mounts', 'a'), values('cdi-cri', 'a'))).toBe('disruptive')
  expect(update(values('volume-mounts', 'a'), values('volume-mounts', 'b'))).toBeUndefined()
})

test('another driver for the systems of a label disrupts, and so does taking it away', () => {
  const driver = (version: string) => ({ spec: { version } })
  expect(consequence('NVIDIADriver', 'update', driver('580.126.20'), driver('595.91.07'))).toBe('disruptive')
  expect(consequence('NVIDIADriver', 'delete', driver('580.126.20'))).toBe('disruptive')
  expect(consequence('NVIDIADriver', 'create', {}, driver('580.126.20'))).toBeUndefined()
})

test('every row says why', () => {
  for (const { why, kinds, actions } of consequenceRules) {
    expect(why).toMatch(/^[a-z][^.]*$/)
    expect(kinds.length * actions.length).toBeGreaterThan(0)
  }
})

test.each(['kueue', 'kubeflow-trainer'])(
  'an older chart of %s deletes kinds, as its CRDs are templates; a newer one restarts controllers alone',
  (chart) => {
    const to = (before: string, after: string) =>
      consequence('HelmRelease', 'update', { version: before }, { version: after }, chart)
    expect(to('0.19.2', '0.18.1')).toBe('destructive')
    expect(to('0.19.10', '0.19.9')).toBe('destructive')
    expect(to('0.20.0', '0.20.0-rc.1')).toBe('destructive')
    expect(to('0.19.2', '0.19.99')).toBeUndefined()
    expect(to('0.20.0-rc.2', '0.20.0-rc.10')).toBeUndefined()
  },
)

test('an older JobSet chart takes nothing along: Helm never touches what lies in crds/', () => {
  expect(consequence('HelmRelease', 'update', { version: '0.12.0' }, { version: '0.11.0' }, 'jobset')).toBeUndefined()
})

test('a class of work that goes disrupts, one whose value changes does not', () => {
  expect(consequence('WorkloadPriorityClass', 'delete')).toBe('disruptive')
  expect(consequence('WorkloadPriorityClass', 'update', { value: 1 }, { value: 2 })).toBeUndefined()
})

test('policies that refuse what they only warned about disrupt, and so does the way back', () => {
  const binding = (validationActions: string[]) => ({ spec: { validationActions } })
  const [audit, deny] = [binding(['Warn', 'Audit']), binding(['Deny', 'Audit'])]
  expect(consequence('ValidatingAdmissionPolicyBinding', 'update', audit, deny)).toBe('disruptive')
  expect(consequence('ValidatingAdmissionPolicyBinding', 'update', deny, audit)).toBe('disruptive')
  expect(consequence('ValidatingAdmissionPolicyBinding', 'update', deny, deny)).toBeUndefined()
})

test('a guarantee that is raised below the same burst takes nothing away, one that takes the burst along does', () => {
  expect(consequence('ClusterQueue', 'update', quota('96', '160'), quota('160', '96'))).toBeUndefined()
  expect(consequence('ClusterQueue', 'update', quota('96', '160'), quota('160', '32'))).toBe('disruptive')
})

test('a system that comes back into service moves nobody, one that leaves its pool does', () => {
  const rule = (...nodes: string[]) => ({ spec: { rules: [{ name: 'systems', matchFeatures: [{ value: nodes }] }] } })
  const change = (name: string, action: ChangeAction = 'update') =>
    consequenceOf({ kind: 'NodeFeatureRule', action, name, fields: fieldChanges(rule('a', 'b'), rule('a')) })
      ?.consequence
  expect(change('superpod-pool-shared')).toBe('disruptive')
  expect(change('superpod-state-failed')).toBeUndefined()
  expect(change('superpod-state-failed', 'delete')).toBeUndefined()
})

test('what a person has to decide does not stop the guard, and has a class', () => {
  const change = {
    kind: 'RoleBinding',
    action: 'update',
    fields: fieldChanges({}, { subjects: [{ name: 'b' }] }),
  } as const
  expect(consequenceOf(change)).toBeUndefined()
  expect(consequencesOf(change)).toMatchObject([{ consequence: 'decision', class: 'access widened' }])
})

describe('what lets somebody do more than before is for a person to decide', () => {
  const classes = (kind: string, action: ChangeAction, before: unknown, after: unknown, name?: string) =>
    consequencesOf({ kind, action, ...(name === undefined ? {} : { name }), fields: fieldChanges(before, after) })
      .filter(({ consequence }) => consequence === 'decision')
      .map((rule) => rule.class)
  const widened = ['access widened']

  test('a network policy that closes goes, but not one that opens', () => {
    for (const name of ['default-deny', 'somebodys']) {
      expect(classes('NetworkPolicy', 'delete', { spec: {} }, undefined, name)).toEqual(widened)
    }
    for (const name of ['egress-pypi', 'dns', 'same-namespace']) {
      expect(classes('NetworkPolicy', 'delete', { spec: {} }, undefined, name)).toEqual([])
    }
  })

  test('a quota goes', () => {
    expect(classes('ResourceQuota', 'delete', { spec: { hard: { pods: '8' } } }, undefined)).toEqual(widened)
    expect(classes('ResourceQuota', 'update', { spec: { hard: { pods: '8' } } }, { spec: { hard: {} } })).toEqual([])
  })

  test.each([
    ['validations', [{ expression: 'false' }], [{ expression: 'true' }]],
    ['variables', [{ name: 'a', expression: 'false' }], [{ name: 'a', expression: 'true' }]],
    ['failurePolicy', 'Fail', 'Ignore'],
    ['matchConstraints', { resourceRules: [{ operations: ['CREATE', 'UPDATE'] }] }, { resourceRules: [] }],
    ['matchConditions', undefined, [{ name: 'a', expression: 'false' }]],
  ])('a policy judges by other %s', (field, before, after) => {
    const policy = (value: unknown) => ({ spec: { [field]: value, paramKind: 'x' } })
    expect(classes('ValidatingAdmissionPolicy', 'update', policy(before), policy(after))).toEqual(widened)
    expect(classes('ValidatingAdmissionPolicy', 'update', { metadata: { labels: {} } }, { metadata: {} })).toEqual([])
  })

  test('a policy holds elsewhere, or denies no more; that it denies what it warned of widens nothing', () => {
    const kind = 'ValidatingAdmissionPolicyBinding'
    const bound = (validationActions: string[], tenant = 'a') => ({
      spec: { validationActions, matchResources: { namespaceSelector: { matchLabels: { tenant } } } },
    })
    expect(classes(kind, 'delete', bound(['Deny']), undefined)).toEqual(widened)
    expect(classes(kind, 'update', bound(['Deny']), bound(['Deny'], 'b'))).toEqual(widened)
    expect(classes(kind, 'update', bound(['Deny', 'Audit']), bound(['Warn', 'Audit']))).toEqual(widened)
    expect(classes(kind, 'update', bound(['Deny', 'Audit']), bound(['Audit']))).toEqual(widened)
    expect(classes(kind, 'update', bound(['Warn', 'Audit']), bound(['Deny', 'Audit']))).toEqual([])
    expect(classes(kind, 'update', bound(['Audit', 'Deny']), bound(['Deny', 'Audit']))).toEqual([])
  })

  test('a binding gives another role, unless it is the same without ways into pods', () => {
    const bound = (name: string) => ({ roleRef: { kind: 'ClusterRole', name } })
    const change = (before: string, after: string) => classes('RoleBinding', 'replace', bound(before), bound(after))
    expect(change('superpod-tenant-viewer', 'superpod-tenant-admin')).toEqual(widened)
    expect(change('superpod-tenant-sensitive-member', 'superpod-tenant-member')).toEqual(widened)
    expect(change('superpod-tenant-member', 'superpod-tenant-sensitive-member')).toEqual([])
  })
})
