import { expect, test } from 'vitest'
import { vanishedFindings } from '../../delivery/vanished.ts'

const configured = {
  stacks: ['gefion-twin-platform', 'gefion-twin-tenant-genomics'],
  tenants: ['genomics'],
  namespaces: ['genomics-train'],
}
const nothing = { confirmed: [], deleted: [] }
const codes = (...args: Parameters<typeof vanishedFindings>) =>
  vanishedFindings(...args).map(({ code, path }) => `${code} ${path}`)

test('what config names is where it belongs', () => {
  const namespaces = [{ name: 'genomics-train', tenant: 'genomics' }]
  expect(vanishedFindings(configured, { stacks: configured.stacks, namespaces }, nothing)).toEqual([])
})

test('fails a tenant that is in a state but not in config, and tells the way to remove it', () => {
  const stacks = [...configured.stacks, 'gefion-twin-tenant-old-lab']
  const [finding] = vanishedFindings(configured, { stacks, namespaces: [] }, nothing)
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
  expect(codes(configured, there, { confirmed: ['old-lab'], deleted: [] })).toEqual([
    'guard/tenant-vanished tenants/old-lab',
  ])
})

test('fails a namespace that config gave up, unless it is confirmed or the plan deletes it, where the guard judges it', () => {
  const there = { stacks: [], namespaces: [{ name: 'genomics-serve', tenant: 'genomics' }] }
  expect(codes(configured, there, nothing)).toEqual(['guard/namespace-vanished Namespace/genomics-serve'])
  expect(codes(configured, there, { confirmed: ['genomics-serve'], deleted: [] })).toEqual([])
  expect(codes(configured, there, { confirmed: [], deleted: ['genomics-serve'] })).toEqual([])
})
