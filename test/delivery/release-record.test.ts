import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { aggregatedRoles } from '../../delivery/aggregated-roles.ts'
import type { DeliveryStack, StackRelease } from '../../delivery/delivery-stack.ts'
import { manifestObjects } from '../../delivery/manifest-objects.ts'
import { isOurs } from '../../delivery/pending-releases.ts'
import { releaseChanges, releaseDeletions } from '../../delivery/release-changes.ts'
import { isPending, type ReleaseRecord, releaseContent } from '../../delivery/release-record.ts'

const queue = {
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind: 'ClusterQueue',
  metadata: { name: 'genomics', labels: { 'superpod/stack': 'gefion-twin-tenant-genomics' } },
}
const values = { objects: { 'ClusterQueue/genomics': queue } }
const manifest = `---\n# Source: objects/templates/objects.yaml\n${JSON.stringify(queue)}\n`

/** A revision as Helm keeps it. */
function record(
  status: string,
  content = { config: values as object, chart: 'objects', version: '0.1.0-c1' },
): ReleaseRecord {
  const chart = { metadata: { name: content.chart, version: content.version } }
  const packed = gzipSync(JSON.stringify({ config: content.config, chart, manifest })).toString('base64')
  const data = { release: Buffer.from(packed).toString('base64') }
  const metadata = { name: 'sh.helm.release.v1.queues.v1', namespace: 'superpod-system' }
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata, data }
  return { name: 'queues', namespace: 'superpod-system', revision: 1, status, secret }
}

const release: StackRelease = {
  address: 'helm_release.queues',
  name: 'queues',
  namespace: 'superpod-system',
  chart: './charts/objects',
  version: '0.1.0-c1',
  values,
}
const stack = (name: string): DeliveryStack => {
  return { name, layer: 'tenant', json: {}, files: {}, objects: [], releases: [release] }
}

test('a revision is read as Helm writes it, and one that cannot be read is none', () => {
  expect(releaseContent(record('deployed'))).toMatchObject({ chart: 'objects', version: '0.1.0-c1', values })
  const { secret } = record('deployed')
  expect(
    releaseContent({ ...record('deployed'), secret: { ...secret, data: { release: 'bm90IGd6aXA=' } } }),
  ).toBeUndefined()
})

test('a release that was left in the middle is pending, a failed one is not', () => {
  expect(
    ['pending-install', 'pending-upgrade', 'pending-rollback', 'uninstalling'].every((each) => isPending(record(each))),
  ).toBe(true)
  expect(['deployed', 'failed', 'superseded', 'uninstalled'].some((each) => isPending(record(each)))).toBe(false)
})

test('a release is ours by its chart and by the label of its stack, never by its name alone', () => {
  expect(isOurs(stack('gefion-twin-tenant-genomics'), release, record('pending-install'))).toBe(true)
  expect(isOurs(stack('gefion-twin-tenant-other'), release, record('pending-install'))).toBe(false)
  expect(isOurs(stack('gefion-twin-tenant-genom'), release, record('pending-install'))).toBe(false)
  const foreign = record('pending-install', { config: {}, chart: 'somebody-s', version: '1.0.0' })
  expect(isOurs(stack('gefion-twin-tenant-genomics'), release, foreign)).toBe(false)
})

test('a release with the same values and chart is left alone, unless it is not deployed', () => {
  expect(releaseChanges(release, record('deployed'))).toEqual([])
  expect(releaseChanges(release, record('failed'))).toMatchObject([{ kind: 'HelmRelease', action: 'update' }])
  expect(releaseChanges(release, undefined)).toMatchObject([
    { kind: 'ClusterQueue', action: 'create', name: 'genomics' },
  ])
})

test('a new chart version with the same objects is one change, of the release', () => {
  expect(releaseChanges({ ...release, version: '0.1.0-c2' }, record('deployed'))).toMatchObject([
    { kind: 'HelmRelease', action: 'update', chart: 'objects' },
  ])
})

test('a release that goes deletes the objects in it, or counts as itself where they are not ours to know', () => {
  expect(releaseDeletions('helm_release.queues', record('deployed'))).toMatchObject([
    { kind: 'ClusterQueue', action: 'delete' },
  ])
  const kueue = record('deployed', { config: { a: 1 }, chart: 'kueue', version: '0.19.2' })
  expect(releaseDeletions('helm_release.kueue', kueue)).toMatchObject([{ kind: 'HelmRelease', chart: 'kueue' }])
})

const roles = `---
# Source: kueue/templates/rbac/role.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  labels:
    name: not-this
  name: 'kueue-batch-admin-role'
aggregationRule:
  clusterRoleSelectors: []
---
apiVersion: v1
kind: Service
metadata:
  name: webhook
  namespace: kueue-system
spec:
  name: nor-this
--- 
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: 
  name: plain
rules: []
---
# nothing but a comment
`

test('the objects of a manifest are named without parsing it', () => {
  expect(
    manifestObjects(roles).map(({ ref: { kind, metadata } }) => [kind, metadata.namespace, metadata.name]),
  ).toEqual([
    ['ClusterRole', undefined, 'kueue-batch-admin-role'],
    ['Service', 'kueue-system', 'webhook'],
    ['ClusterRole', undefined, 'plain'],
  ])
  expect(manifestObjects(manifest).map(({ ref }) => ref.metadata.name)).toEqual(['genomics'])
})

test('roles that gather the rules of others are known', () => {
  expect(aggregatedRoles(roles).map(({ metadata }) => metadata.name)).toEqual(['kueue-batch-admin-role'])
})
