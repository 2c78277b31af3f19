import { beforeAll, describe, expect, test } from 'vitest'
import { type JobRequest, jobFindings, jobPlan, type PodModel, podModel } from '#model'
import { loadedGefion } from '../kit/gefion.ts'

let gefion: PodModel
beforeAll(async () => {
  gefion = podModel(await loadedGefion())
})

const train = (changes: Partial<JobRequest> = {}): JobRequest => ({
  purpose: 'train',
  tenant: 'danish-language',
  systems: 4,
  ...changes,
})
const codes = (changes: Partial<JobRequest>) => jobFindings(gefion, train(changes)).map(({ code }) => code)

describe('a job that was asked for', () => {
  test.each([
    [1, 'required', 'kubernetes.io/hostname'],
    [4, 'preferred', 'superpod/rack'],
    [5, 'preferred', 'superpod/scalable-unit'],
    [32, 'preferred', 'superpod/scalable-unit'],
    [100, 'preferred', 'superpod/scalable-unit'],
  ])('of %i systems lies together as narrowly as its pool can hold it', (systems, rule, level) => {
    expect(jobPlan(gefion, train({ systems })).placement).toEqual({ rule, level })
  })

  test('asks for less than what goes with its GPUs, so that a system’s DaemonSets have room', () => {
    expect(jobPlan(gefion, train()).perSystem).toEqual({ cpus: 195, memoryGiB: 1860 })
  })

  test('says whether its tenant is guaranteed so many GPUs', () => {
    expect(jobPlan(gefion, train({ systems: 64 })).guaranteed).toBe(true)
    expect(jobPlan(gefion, train({ systems: 65 })).guaranteed).toBe(false)
  })

  test('goes to the tenant’s first namespace, or to one by either of its names', () => {
    const namespaces = [undefined, 'evaluate', 'danish-language-evaluate'].map(
      (namespace) => jobPlan(gefion, train({ namespace })).namespace,
    )
    expect(namespaces).toEqual(['danish-language-train', 'danish-language-evaluate', 'danish-language-evaluate'])
  })
})

describe('a job that nobody should submit', () => {
  test.each<[string, Partial<JobRequest>]>([
    ['job/tenant-unknown', { tenant: 'danish-langauge' }],
    ['job/tenant-retired', { tenant: 'protein-pilot' }],
    ['job/namespace-unknown', { namespace: 'genomics-train' }],
    ['job/name-format', { name: 'Train_1' }],
    ['job/name-format', { name: 'a'.repeat(41) }],
    ['job/name-format', { claim: 'my claim' }],
    ['job/image-format', { image: 'https://registry.example.org/train' }],
    ['job/image-without-digest', { tenant: 'genomics', image: 'registry.example.org/train:1' }],
    ['job/not-whole-systems', { tenant: 'genomics', gpus: 4 }],
    ['job/gpus-above-system', { gpus: 9 }],
    ['job/above-burst', { systems: 128 }],
    ['job/place-too-small', { systems: 33, place: 'required' }],
    ['job/kind-not-for-purpose', { purpose: 'inference', kind: 'jobset' }],
    ['job/notebook-of-many', { purpose: 'notebook', systems: 2 }],
    ['job/kind-not-run', { kind: 'jobset' }],
  ])('fails with %s: %j', (code, changes) => {
    expect(codes(changes)).toContain(code)
    const words = jobFindings(gefion, train(changes)).map(({ message, remedy }) => `${message} → ${remedy}`)
    expect(words.join()).not.toMatch(/undefined|NaN/)
  })

  test('is none of these', () => {
    expect(codes({ systems: 127, name: 'run-1', claim: 'runs', image: 'registry.example.org/a/b:1', gpus: 8 })).toEqual(
      [],
    )
    expect(codes({ tenant: 'genomics', systems: 30, namespace: 'serve', purpose: 'inference' })).toEqual([])
  })

  test('has images of the registries that its tenant may use', () => {
    const tenants = gefion.tenants.map((tenant) => ({
      ...tenant,
      terms: { ...tenant.terms, registries: ['nvcr.io/a'] },
    }))
    const held = { ...gefion, tenants }
    const refused = (image: string) => jobFindings(held, train({ image })).map(({ code }) => code)
    expect(refused('nvcr.io/a/train:1')).toEqual([])
    expect(refused('nvcr.io/ab/train:1')).toEqual(['job/image-registry'])
    expect(jobPlan(held, train()).registry).toBe('nvcr.io/a')
  })

  test('of a tenant whose work takes whole systems is a whole system, a notebook too', () => {
    const notebook = { purpose: 'notebook', systems: 1 } as const
    expect(jobPlan(gefion, train({ ...notebook, tenant: 'genomics' })).gpusPerSystem).toBe(8)
    expect(jobPlan(gefion, train(notebook)).gpusPerSystem).toBe(1)
  })

  test('says that GPUs are split, where those of its pool are', () => {
    const tenants = gefion.tenants.map((tenant) => ({ ...tenant, devices: { 'nvidia.com/mig-1g.10gb': 7 } }))
    expect(jobFindings({ ...gefion, tenants }, train()).map(({ code }) => code)).toEqual(['job/gpus-shared'])
  })

  test('waits, where its tenant is suspended', () => {
    const tenants = gefion.tenants.map((tenant) => ({ ...tenant, state: 'suspended' as const }))
    const found = jobFindings({ ...gefion, tenants }, train())
    expect(found).toMatchObject([{ code: 'job/tenant-suspended', severity: 'warning' }])
  })

  test('waits, where more systems are out of service than it can do without', async () => {
    const loaded = await loadedGefion()
    const outages = { su3: { state: 'maintenance' as const } }
    const { pod } = loaded
    if (!pod) throw new Error('Gefion has no config')
    const model = podModel({ ...loaded, pod: { ...pod, systems: { ...pod.systems, state: outages } } })
    const findings = jobFindings(model, train({ tenant: 'genomics', systems: 2 }))
    expect(findings).toMatchObject([{ code: 'job/above-service', severity: 'warning' }])
  })
})
