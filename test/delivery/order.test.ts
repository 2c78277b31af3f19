import { expect, test } from 'vitest'
import { addressOrder } from '../../delivery/address-order.ts'
import { applyOrder } from '../../delivery/apply-order.ts'
import type { DeliveryStack, StackObject } from '../../delivery/delivery-stack.ts'
import { importBlocks } from '../../delivery/import-blocks.ts'
import { noLiveObjects } from '../../delivery/owned-objects.ts'
import { inOrder } from '../../delivery/side-by-side.ts'
import { stackHash } from '../../delivery/stack-hash.ts'

test('what an item comes after has ended before it begins, and no more run at once than may', async () => {
  const after: Record<string, string[]> = { a: [], b: ['a'], c: ['a'], d: ['b', 'c'], e: ['not among them'] }
  const ended: string[] = []
  let [running, most] = [0, 0]
  await inOrder(
    Object.keys(after),
    2,
    (item) => after[item] ?? [],
    async (item) => {
      expect((after[item] ?? []).filter((each) => each in after).every((each) => ended.includes(each))).toBe(true)
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      ended.push(item)
    },
  )
  expect(ended.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
  expect(most).toBe(2)
})

test('what comes after a failure is not begun', async () => {
  const begun: string[] = []
  const effect = async (item: string) => {
    begun.push(item)
    if (item === 'a') throw new Error('a failed')
  }
  await expect(inOrder(['a', 'b'], 2, (item) => (item === 'b' ? ['a'] : []), effect)).rejects.toThrow('a failed')
  expect(begun).toEqual(['a'])
})

test('items that wait for one another in a circle are refused, never waited for', async () => {
  await expect(
    inOrder(
      ['a', 'b'],
      2,
      (item) => [item === 'a' ? 'b' : 'a'],
      async () => {},
    ),
  ).rejects.toThrow('circle')
})

const namespace = { kind: 'Namespace', metadata: { name: 'train' } }
const object = (address: string, { kind, metadata }: { kind: string; metadata: { name: string } }): StackObject => {
  return { address, object: { apiVersion: 'v1', kind, metadata } }
}
const stack: DeliveryStack = {
  name: 'tiny-twin-tenant-a',
  layer: 'tenant',
  json: {
    resource: {
      kubernetes_namespace_v1: { train: { metadata: { name: 'train' } } },
      kubernetes_role_v1: { r: { metadata: { namespace: `\${kubernetes_namespace_v1.train.metadata[0].name}` } } },
      helm_release: { kueue: {}, queues: { depends_on: ['helm_release.kueue'] } },
      kubernetes_config_map_v1: { early: {}, late: { depends_on: ['helm_release.queues'] } },
    },
  },
  files: {},
  objects: [
    object('kubernetes_config_map_v1.early', { kind: 'ConfigMap', metadata: { name: 'early' } }),
    object('kubernetes_config_map_v1.late', { kind: 'ConfigMap', metadata: { name: 'late' } }),
    object('kubernetes_role_v1.r', { kind: 'Role', metadata: { name: 'r' } }),
    object('kubernetes_namespace_v1.train', namespace),
  ],
  releases: ['kueue', 'queues'].map((name) => {
    return {
      address: `helm_release.${name}`,
      name,
      namespace: 'superpod-system',
      chart: './charts/objects',
      values: {},
    }
  }),
}

test('what a resource refers to is known from its JSON', () => {
  expect(addressOrder(stack.json).get('kubernetes_role_v1.r')).toEqual(['kubernetes_namespace_v1.train'])
})

test('namespaces come before roles, roles before all else, and what needs a release after it', () => {
  const { waves, rest, after } = applyOrder(stack)
  expect(waves.map((wave) => wave.map(({ address }) => address))).toEqual([
    ['kubernetes_namespace_v1.train'],
    ['kubernetes_role_v1.r'],
    ['kubernetes_config_map_v1.early'],
  ])
  expect(rest).toEqual(['kubernetes_config_map_v1.late', 'helm_release.kueue', 'helm_release.queues'])
  expect(after('kubernetes_config_map_v1.late')).toEqual(['helm_release.queues', 'helm_release.kueue'])
})

const releases = { newest: () => undefined, revisions: () => [] }
const live = { objects: { ...noLiveObjects, ofStack: () => [{ apiVersion: 'v1', ...namespace }] }, releases }

test('what a stack made and its state lacks may be imported', () => {
  expect(importBlocks(stack, [], live)).toEqual([{ to: 'kubernetes_namespace_v1.train', id: 'train' }])
  expect(importBlocks(stack, ['kubernetes_namespace_v1.train'], live)).toEqual([])
})

test('the hash of a stack follows its JSON, its charts, the engine and the delivery, and not the order of keys', () => {
  const around = { delivery: 'terraform', engine: 'terraform 1.11.4', charts: {} }
  const hash = stackHash({ json: { resource: {}, terraform: {} }, files: { a: '1' } }, around)
  expect(stackHash({ json: { terraform: {}, resource: {} }, files: { a: '1' } }, around)).toBe(hash)
  const others = [
    stackHash({ json: { resource: {} }, files: { a: '1' } }, around),
    stackHash({ json: { resource: {}, terraform: {} }, files: { a: '2' } }, around),
    stackHash({ json: { resource: {}, terraform: {} }, files: { a: '1' } }, { ...around, engine: 'tofu 1.10.0' }),
    stackHash({ json: { resource: {}, terraform: {} }, files: { a: '1' } }, { ...around, delivery: 'manifests' }),
  ]
  expect(new Set([hash, ...others]).size).toBe(5)
})
