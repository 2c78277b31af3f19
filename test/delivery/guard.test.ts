import { expect, test } from 'vitest'
import { type Change, guardFindings } from '#delivery'

const none = { confirmed: [], disruption: false }

const namespace: Change = {
  address: 'kubernetes_namespace_v1.train',
  action: 'replace',
  kind: 'Namespace',
  namespace: '',
  name: 'genomics-train',
}

const queue = (stopPolicy: string): unknown => ({ spec: { stopPolicy } })

const held: Change = {
  address: 'helm_release.queues["ClusterQueue/genomics"]',
  action: 'update',
  kind: 'ClusterQueue',
  namespace: '',
  name: 'genomics',
  before: queue('None'),
  after: queue('HoldAndDrain'),
}

const codes = (...args: Parameters<typeof guardFindings>) => guardFindings(...args).map(({ code }) => code)

test('fails a namespace that would be replaced, and says what that takes along', () => {
  const [finding] = guardFindings([{ tenant: 'genomics', changes: [namespace] }], none)
  expect(finding).toMatchObject({
    code: 'guard/destructive',
    severity: 'error',
    message:
      'this would replace Namespace genomics-train, which takes every object in it along, claims and their data too',
    remedy: 'take the change back, or add --confirm genomics-train if it shall go',
  })
})

test.each(['genomics-train', 'Namespace/genomics-train'])('lets it go when %s is confirmed', (name) => {
  const plans = [{ tenant: 'genomics', changes: [namespace] }]
  expect(codes(plans, { confirmed: [name], disruption: false })).toEqual([])
})

test('fails what is confirmed by a name that others have as well: that of every queue, or an address of every stack', () => {
  const local: Change = { ...held, action: 'delete', kind: 'LocalQueue', namespace: 'genomics-train', name: 'default' }
  const changes = [namespace, local]
  const confirmed = ['default', 'kubernetes_namespace_v1.train']
  expect(codes([{ changes }], { confirmed, disruption: false })).toEqual(['guard/destructive', 'guard/destructive'])
  expect(
    codes([{ changes: [local] }], { confirmed: ['LocalQueue/genomics-train/default'], disruption: false }),
  ).toEqual([])
})

test("a tenant's name stands for all that it has only where a tenant is destroyed", () => {
  const plans = [{ tenant: 'genomics', changes: [namespace] }]
  expect(codes(plans, { confirmed: ['genomics'], disruption: false })).toEqual(['guard/destructive'])
  expect(codes(plans, { confirmed: ['genomics'], disruption: false, wholeTenants: true })).toEqual([])
})

test('fails it when the name of another tenant is confirmed', () => {
  const plans = [{ tenant: 'genomics', changes: [namespace] }]
  expect(codes(plans, { confirmed: ['quantum', 'serve'], disruption: true })).toEqual(['guard/destructive'])
})

test('a confirmed namespace stands for what is in it, but not for releases that live there', () => {
  const local: Change = { ...held, action: 'delete', kind: 'LocalQueue', namespace: 'genomics-train', name: 'default' }
  const release: Change = { ...local, kind: 'HelmRelease', namespace: 'superpod-system', name: 'kueue', chart: 'kueue' }
  const confirmed = ['genomics-train', 'superpod-system']
  expect(codes([{ changes: [local] }], { confirmed, disruption: false })).toEqual([])
  expect(codes([{ changes: [release] }], { confirmed, disruption: false })).toEqual(['guard/destructive'])
})

test('fails a queue that would be held, until disruption is allowed; to confirm its name is not enough', () => {
  expect(codes([{ changes: [held] }], none)).toEqual(['guard/disruptive'])
  expect(codes([{ changes: [held] }], { confirmed: ['genomics'], disruption: false })).toEqual(['guard/disruptive'])
  expect(codes([{ changes: [held] }], { confirmed: [], disruption: true })).toEqual([])
})

test('what is new harms nobody', () => {
  const changes = [namespace, held].map((change): Change => ({ ...change, action: 'create', before: undefined }))
  expect(guardFindings([{ changes }], none)).toEqual([])
})
