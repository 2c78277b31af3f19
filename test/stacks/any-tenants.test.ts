import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasErrors, type KubeObject, stableText } from '#core'
import { modelFindings, type PodModel, podModel } from '#model'
import { rendered } from '#render'
import type { SynthesisedStack } from '#stacks'
import { loadedAnyPod } from '../kit/any-pod.ts'
import { anyTenants, type TenantFacts } from '../kit/any-tenants.ts'
import { addresses, stacksOf } from '../kit/gefion.ts'

const systems = { generation: 'dgx-h100', scalableUnits: 2 }
const modelOf = (tenants: Readonly<Record<string, TenantFacts>>): PodModel =>
  podModel(loadedAnyPod(systems, { tenants }))

/** Runs a property on valid sets of tenants only. */
function forValid(numRuns: number, holds: (model: PodModel, tenants: Readonly<Record<string, TenantFacts>>) => void) {
  fc.assert(
    fc.property(anyTenants, (tenants) => {
      const model = modelOf(tenants)
      fc.pre(!hasErrors(modelFindings(model, { at: '2027-01-01' })))
      holds(model, tenants)
    }),
    { numRuns },
  )
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, each) => all + each, 0)
const isUnique = (names: readonly string[]) => expect([...new Set(names)]).toEqual([...names])

/** Objects of a stack, those inside of releases too. */
function objectsOf({ json }: SynthesisedStack): KubeObject[] {
  const { objects, releases } = rendered(json)
  return [...objects.map(({ object }) => object), ...releases.flatMap((release) => release.objects ?? [])]
}

/** Objects of a kind, in all stacks. */
function allOf(stacks: ReadonlyMap<string, SynthesisedStack>, kind: string) {
  return [...stacks.values()].flatMap(objectsOf).filter((object) => object.kind === kind) as QueueObject[]
}

type QueueObject = KubeObject & { readonly spec: QueueSpec }
interface QueueSpec {
  readonly cohortName?: string
  readonly resourceGroups?: readonly {
    readonly flavors: readonly { readonly name: string; readonly resources: readonly Quota[] }[]
  }[]
}
interface Quota {
  readonly name: string
  readonly nominalQuota: string
}

/** GPUs of a flavor that a queue or a cohort is promised. */
function nominalGpus({ spec }: QueueObject, flavor: string): number {
  const quotas = (spec.resourceGroups ?? []).flatMap(({ flavors }) => flavors).filter(({ name }) => name === flavor)
  return sum(
    quotas.flatMap(({ resources }) =>
      resources.filter(({ name }) => name === 'nvidia.com/gpu').map(({ nominalQuota }) => Number(nominalQuota)),
    ),
  )
}

test('the ledger adds up: every system is in one pool, and what is promised and what is free are all that may be promised', () => {
  forValid(100, ({ pools, capacity, tenants, systems: all }) => {
    isUnique(pools.flatMap((pool) => pool.systems.map(({ name }) => name)))
    expect(sum(pools.map((pool) => pool.systems.length))).toBe(all.length)
    expect(Object.keys(capacity).sort()).toEqual(pools.map(({ name }) => name).sort())
    for (const pool of pools) {
      const own = tenants.filter((tenant) => tenant.pool === pool.name && tenant.state !== 'retired')
      const { guaranteed, burst, free, gpus } = capacity[pool.name] ?? { guaranteed: -1, burst: -1, free: -1, gpus: -1 }
      expect(guaranteed).toBe(sum(own.map((tenant) => tenant.gpus.guaranteed)))
      expect(burst).toBe(sum(own.map((tenant) => tenant.gpus.burst)))
      expect(guaranteed + free + pool.spares * 8).toBe(gpus)
      expect(free).toBeGreaterThanOrEqual(0)
    }
  })
})

test('what queues and cohort are promised of a flavor is exactly what the pool may promise', () => {
  forValid(15, (model) => {
    const stacks = stacksOf(model)
    const [queues, cohorts] = [allOf(stacks, 'ClusterQueue'), allOf(stacks, 'Cohort')]
    for (const { name, flavor, guaranteeableGpus } of model.pools) {
      const promised = sum([...queues, ...cohorts].map((each) => nominalGpus(each, flavor)))
      const [ledger] = [model.capacity[name]]
      // what a dedicated pool leaves unguaranteed belongs to nobody else
      expect(promised).toBe(name === 'shared' ? guaranteeableGpus : ledger?.guaranteed)
    }
  })
})

test('names are unique: namespaces, flavors, queues, stacks, and no object is in two stacks', () => {
  forValid(15, (model) => {
    const stacks = stacksOf(model)
    expect(stacks.size).toBe(model.tenants.length + 1)
    isUnique(model.pools.map(({ flavor }) => flavor))
    isUnique(model.tenants.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)))
    const keys = [...stacks.values()]
      .flatMap(objectsOf)
      .map(({ kind, metadata: { namespace = '', name } }) => `${kind} ${namespace}/${name}`)
    isUnique(keys)
    expect(
      allOf(stacks, 'ClusterQueue')
        .map(({ metadata }) => metadata.name)
        .sort(),
    ).toEqual(model.tenants.map(({ name }) => name).sort())
  })
})

test('no flavor is without an owner, and no queue asks for one that is not there', () => {
  forValid(15, (model) => {
    const stacks = stacksOf(model)
    const there = allOf(stacks, 'ResourceFlavor').map(({ metadata }) => metadata.name)
    const users = [...allOf(stacks, 'ClusterQueue'), ...allOf(stacks, 'Cohort')]
    const used = users.flatMap(({ spec }) =>
      (spec.resourceGroups ?? []).flatMap(({ flavors }) => flavors.map(({ name }) => name)),
    )
    const shared = model.pools.find(({ name }) => name === 'shared')?.flavor ?? ''
    expect([...new Set([...used, shared])].sort()).toEqual([...there].sort())
  })
})

test('removing one tenant takes its own addresses and objects away, and changes of all else the share of the cohort alone', () => {
  forValid(12, (model, tenants) => {
    const before = stacksOf(model)
    for (const [gone] of Object.entries(tenants).slice(0, 2)) {
      const { [gone]: _gone, ...rest } = tenants
      const after = stacksOf(modelOf(rest))
      const own = `tiny-twin-tenant-${gone}`
      expect([...before.keys()].filter((name) => name !== own)).toEqual([...after.keys()])
      for (const [name, stack] of after) {
        const was = before.get(name)
        if (!was) throw new Error(`${name} came from nowhere`)
        expect(addresses(stack)).toEqual(addresses(was))
        if (name !== 'tiny-twin-platform') expect(stableText(stack.json)).toBe(stableText(was.json))
        else {
          expect(changedKeys(was, stack).filter((key) => !isOwn(key, gone) && key !== sensitiveRecord)).toEqual([])
          expect(ownersOf(stack)).toEqual(ownersOf(was).filter((owner) => owner !== gone))
        }
      }
    }
  })
})

const sensitiveRecord = 'ConfigMap/sensitive-systems'

/** Tenants that the record of sensitive systems names, once for each system. */
function ownersOf(stack: SynthesisedStack): string[] {
  const record = objectsOf(stack).find(({ kind, metadata }) => `${kind}/${metadata.name}` === sensitiveRecord)
  return Object.values((record as { readonly data?: Record<string, string> } | undefined)?.data ?? {})
}

/** Objects of the platform that came, went or changed. */
function changedKeys(before: SynthesisedStack, after: SynthesisedStack): string[] {
  const [one, other] = [before, after].map(
    (stack) =>
      new Map(objectsOf(stack).map((object) => [`${object.kind}/${object.metadata.name}`, stableText(object)])),
  )
  if (!one || !other) return []
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key))
}

function isOwn(key: string, tenant: string): boolean {
  return key === 'Cohort/tiny' || new RegExp(`^ResourceFlavor/${tenant}-[0-9a-f]+$`).test(key)
}
