import { expect, test } from 'vitest'
import { tenantOfStack, vanishedFindings } from '../../delivery/vanished.ts'

const configured = {
  stacks: ['gefion-twin-platform', 'gefion-twin-tenant-genomics'],
  tenants: ['genomics'],
  namespaces: ['genomics-train'],
}
const owner = { pod: 'gefion', target: { name: 'twin' }, configured }
const nothing = { confirmed: [], deleted: [] }
const codes = (...args: Parameters<typeof vanishedFindings>) =>
  vanishedFindings(...args).map(({ code, path }) => `${code} ${path}`)

test('what config names is where it belongs', () => {
  const namespaces = [{ name: 'genomics-train', tenant: 'genomics' }]
  expect(vanishedFindings(owner, { stacks: configured.stacks, namespaces }, nothing)).toEqual([])
})

test('fails a tenant that is in a state but not in config, and tells the way to remove it', () => {
  const stacks = [...configured.stacks, 'gefion-twin-tenant-old-lab']
  const [finding] = vanishedFindings(owner, { stacks, namespaces: [] }, nothing)
  expect(finding).toMatchObject({ code: 'guard/tenant-vanished', path: 'tenants/old-lab' })
  expect(finding?.remedy).toContain('state: retired')
})

test('fails a tenant that is on the cluster but not in config, once', () => {
  const there = {
    stacks: ['gefion-twin-tenant-old-lab'],
    namespaces: [
      { name: 'old-lab-a', tenant: 'old-lab' },
      { name: 'old-lab-b', tenant: 'old-lab' },
    ],
  }
  expect(codes(owner, there, { confirmed: ['old-lab'], deleted: [] })).toEqual([
    'guard/tenant-vanished tenants/old-lab',
  ])
})

test('fails a namespace that config gave up, unless it is confirmed or the plan deletes it, where the guard judges it', () => {
  const there = { stacks: [], namespaces: [{ name: 'genomics-serve', tenant: 'genomics' }] }
  expect(codes(owner, there, nothing)).toEqual(['guard/namespace-vanished Namespace/genomics-serve'])
  expect(codes(owner, there, { confirmed: ['genomics-serve'], deleted: [] })).toEqual([])
  expect(codes(owner, there, { confirmed: [], deleted: ['genomics-serve'] })).toEqual([])
})

test('a pod or a target with -tenant- in its name is no tenant', () => {
  const odd = { pod: 'lab-tenant-b', target: { name: 'x-tenant-y' } }
  expect(tenantOfStack('lab-tenant-b-x-tenant-y-platform', odd)).toBeUndefined()
  expect(tenantOfStack('lab-tenant-b-x-tenant-y-tenant-genomics', odd)).toBe('genomics')
  expect(tenantOfStack('lab-tenant-b-x-tenant-y-tenant-my-tenant-a', odd)).toBe('my-tenant-a')
})
