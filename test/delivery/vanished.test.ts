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

test('fails a tenant that got another name, as a name is for life: offers the title, or a new tenant beside it', () => {
  const renamed = {
    stacks: ['gefion-twin-platform', 'gefion-twin-tenant-genome-lab'],
    tenants: ['genome-lab'],
    namespaces: ['genome-lab-serve', 'genome-lab-train'],
  }
  const there = {
    stacks: ['gefion-twin-platform', 'gefion-twin-tenant-genomics'],
    namespaces: ['train', 'serve'].map((key) => ({ name: `genomics-${key}`, tenant: 'genomics' })),
  }
  const findings = vanishedFindings({ ...owner, configured: renamed }, there, nothing)
  expect(findings).toEqual([
    {
      code: 'guard/tenant-renamed',
      severity: 'error',
      path: 'tenants/genomics',
      message:
        "tenant genomics exists on this target, but config names genome-lab in its place, and a tenant's name is for life",
      remedy:
        'write name: genomics in tenants/genomics.yaml again, and change its title if people shall read another name; ' +
        'if genome-lab is a new tenant, keep both files, and retire genomics once its data has moved',
    },
  ])
})

test('a tenant that vanished was not renamed where the new one has other namespaces, or was there before', () => {
  const there = {
    stacks: ['gefion-twin-tenant-genomics', 'gefion-twin-tenant-old-lab'],
    namespaces: [
      { name: 'genomics-train', tenant: 'genomics' },
      { name: 'old-lab-train', tenant: 'old-lab' },
    ],
  }
  expect(codes(owner, there, nothing)).toEqual(['guard/tenant-vanished tenants/old-lab'])
  const other = { stacks: [], tenants: ['genomics', 'new-lab'], namespaces: ['genomics-train', 'new-lab-serve'] }
  expect(codes({ ...owner, configured: other }, there, nothing)).toEqual(['guard/tenant-vanished tenants/old-lab'])
})
