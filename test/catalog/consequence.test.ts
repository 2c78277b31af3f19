import { describe, expect, test } from 'vitest'
import { type ChangeAction, consequenceOf, consequenceRules } from '#catalog'
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

test('to hold a queue disrupts, to let it go on does not', () => {
  const stop = (stopPolicy: string) => ({ spec: { stopPolicy } })
  expect(consequence('ClusterQueue', 'update', stop('None'), stop('HoldAndDrain'))).toBe('disruptive')
  expect(consequence('ClusterQueue', 'update', stop('Hold'), stop('None'))).toBeUndefined()
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
