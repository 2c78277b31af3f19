import { expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { addedFields, entriesByHand } from '../../verify/added-field.ts'
import { fieldDrift } from '../../verify/field-drift.ts'

const quota = (hard: object, more: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'quota', namespace: 'ada-train', ...more },
  spec: { hard },
})

const named = (...items: object[]): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Thing',
  metadata: { name: 'thing' },
  spec: { items },
})

test('what a server or a controller adds to an object is no drift', () => {
  const live = { ...quota({ pods: '5' }, { uid: 'x', labels: { a: 'b' } }), status: { used: { pods: '1' } } }
  expect(fieldDrift(quota({ pods: '5' }), { ...live, spec: { hard: { pods: '5', cpu: '3' }, scopes: ['x'] } })).toEqual(
    [],
  )
})

test('a number is what it is printed as', () => {
  expect(fieldDrift(quota({ pods: 5 }), quota({ pods: '5' }))).toEqual([])
})

test('a field that differs is told with both values, and so is one that is gone', () => {
  expect(fieldDrift(quota({ pods: '5', cpu: '3' }), quota({ pods: '9' }))).toEqual([
    { path: ['spec', 'hard', 'pods'], wanted: '5', live: '9' },
    { path: ['spec', 'hard', 'cpu'], wanted: '3', live: undefined },
  ])
})

test('labels of config count, and no other part of the metadata', () => {
  const wanted = quota({}, { labels: { team: 'a' }, generation: 1 })
  expect(fieldDrift(wanted, quota({}, { labels: { team: 'b' }, generation: 2 }))).toEqual([
    { path: ['metadata', 'labels', 'team'], wanted: 'a', live: 'b' },
  ])
})

test('items that have names are told apart by them, in any order', () => {
  const [a, b] = [
    { name: 'a', size: 1 },
    { name: 'b', size: 2 },
  ]
  expect(fieldDrift(named(a, b), named(b, a))).toEqual([])
  expect(fieldDrift(named(a), named({ ...a, size: 2 }, b))).toEqual([
    { path: ['spec', 'items', '[a]', 'size'], wanted: 1, live: 2 },
    { path: ['spec', 'items', '[b]'], wanted: undefined, live: b },
  ])
})

test('what config has empty on purpose is told where the cluster has something there', () => {
  const policy = (podSelector: object) => ({ ...named(), spec: { podSelector } })
  expect(fieldDrift(policy({}), policy({ matchLabels: { a: 'b' } })).map(({ path }) => path)).toEqual([
    ['spec', 'podSelector'],
  ])
  expect(fieldDrift(policy({}), { ...named(), spec: {} })).toEqual([])
})

test('a field more in an item of a list is told: the server says whether it is a default of its own', () => {
  const peer = { podSelector: {} }
  expect(fieldDrift(named(peer), named({ ...peer, namespaceSelector: {} })).map(({ path }) => path)).toEqual([
    ['spec', 'items', '[0]', 'namespaceSelector'],
  ])
})

test('items without names are told apart by their places', () => {
  const port = (number: number) => ({ port: number })
  expect(fieldDrift(named(port(80)), named(port(81), port(443)))).toEqual([
    { path: ['spec', 'items', '[0]', 'port'], wanted: 80, live: 81 },
    { path: ['spec', 'items', '[1]'], wanted: undefined, live: port(443) },
  ])
})

const managed = (manager: string, fieldsV1: object, more: object = {}) => ({
  managedFields: [{ manager, operation: 'Update', fieldsV1, ...more }],
})

test('a field that a hand added beside those of config is told, with whose hand it was', () => {
  const fields = { 'f:spec': { 'f:hard': { '.': {}, 'f:pods': {}, 'f:count/configmaps': {} } } }
  const live = quota({ pods: '5', 'count/configmaps': '1' }, managed('kubectl-edit', fields))
  expect(addedFields(quota({ pods: '5' }), live)).toEqual([
    { path: ['spec', 'hard', 'count/configmaps'], wanted: undefined, live: '1', manager: 'kubectl-edit' },
  ])
})

test('a list item that a hand added is told by what identifies it', () => {
  const fields = { 'f:spec': { 'f:items': { 'k:{"name":"b"}': { '.': {}, 'f:name': {} } } } }
  const live = { ...named({ name: 'a' }, { name: 'b' }), metadata: { name: 'thing', ...managed('k9s', fields) } }
  expect(addedFields(named({ name: 'a' }), live).map(({ path }) => path)).toEqual([['spec', 'items', '[b]']])
})

test.each([
  'HashiCorp',
  'Terraform',
  'terraform-provider-helm_v3.1.1_x5',
  'helm',
  'superpod',
  'superpod-expiry-2027-12-31',
  'kueue',
  'kube-controller-manager',
  'gpu-operator',
])('what %s writes is no hand', (manager) => {
  expect(entriesByHand(quota({}, managed(manager, {})))).toEqual([])
})

test('annotations, and what controllers report as status, are no drift', () => {
  const fields = { 'f:metadata': { 'f:annotations': { 'f:note': {} } }, 'f:status': { 'f:used': {} } }
  const live = quota({}, { annotations: { note: 'x' }, ...managed('kubectl-annotate', fields) })
  expect(addedFields(quota({}), live)).toEqual([])
  const status = quota({}, managed('somebody', { 'f:status': {} }, { subresource: 'status' }))
  expect(entriesByHand(status)).toEqual([])
})
