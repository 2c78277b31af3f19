import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Fault, type KubeObject, objectKey } from '#core'
import {
  applyStacks,
  type DeliveryKind,
  type DeliveryStack,
  destroyStacks,
  plannedStacks,
  type StackResult,
} from '#delivery'
import { compiledTools } from '../twin/kit/small-machine.ts'
import { type TinyMachine, tenantFile, terraformHere, tinyMachine, tinyStacks, twoTenants } from './kit/tiny-machine.ts'

const minute = 60_000

const deliveries: { delivery: DeliveryKind; missing: string | undefined }[] = [
  { delivery: 'manifests', missing: compiledTools ? undefined : 'the tools of the twin are not compiled' },
  { delivery: 'terraform', missing: missingForTerraform() },
]

function missingForTerraform(): string | undefined {
  if (!compiledTools) return 'the tools of the twin are not compiled'
  return terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
}

/** What each delivery made of the same config, managed fields aside. */
const made = new Map<DeliveryKind, readonly string[]>()

describe.each(deliveries)('a tiny pod, delivered by $delivery', { timeout: 4 * minute }, ({ delivery, missing }) => {
  let machine: TinyMachine
  let stacks: DeliveryStack[]

  beforeAll(async () => {
    if (missing || !compiledTools) return
    machine = await tinyMachine(compiledTools)
    stacks = await tinyStacks()
  }, 3 * minute)
  afterAll(async () => machine?.destroy(), minute)

  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined }, body)
  const context = async (of = stacks) => machine.context(of, delivery)
  const outcomes = (results: readonly StackResult[]) => results.map(({ name, outcome }) => `${name} ${outcome}`)
  const refusal = async (effect: Promise<unknown>) => {
    const fault = await effect.then(() => undefined).catch((error: unknown) => error)
    if (!(fault instanceof Fault)) throw new Error(`no fault: ${fault}`)
    return fault
  }

  it('a plan for no cluster makes everything new', async () => {
    const { cluster: _none, ...bare } = await context()
    const { plans, findings } = await plannedStacks(bare, stacks)
    expect(findings).toEqual([])
    expect(new Set(plans.flatMap(({ changes }) => changes.map(({ action }) => action)))).toEqual(new Set(['create']))
    const keys = plans.flatMap(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`))
    expect(keys).toEqual(expect.arrayContaining(['Namespace alpha-train', 'ClusterQueue alpha', 'HelmRelease kueue']))
  })

  it('the first apply makes all of it, the second nothing', async () => {
    expect(outcomes(await applyStacks(await context(), stacks))).toEqual([
      'tiny-twin-platform applied',
      'tiny-twin-tenant-alpha applied',
      'tiny-twin-tenant-beta applied',
    ])
    const again = await applyStacks(await context(), stacks)
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']))
    made.set(delivery, await ownObjects(machine, stacks))
  })

  it('a plan of everything, asked for, is empty', async () => {
    const { plans } = await plannedStacks(await context(), stacks, { all: true })
    expect(plans.map(({ changes }) => changes)).toEqual([[], [], []])
  })

  it('one edited quota touches its tenant only, and a lowered one must be allowed', async () => {
    const edited = await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { guaranteed: 8 }) })
    const fault = await refusal(applyStacks(await context(edited), edited))
    expect(fault.exitCode).toBe(1)
    expect(fault.findings.map(({ code, path }) => `${code} ${path}`)).toContain(
      'guard/disruptive helm_release.queues["ClusterQueue/beta"]',
    )
    // the platform keeps what nobody is guaranteed: it changes with the sum
    expect(outcomes(await applyStacks(await context(edited), edited, { disruption: true }))).toEqual([
      'tiny-twin-platform applied',
      'tiny-twin-tenant-alpha unchanged',
      'tiny-twin-tenant-beta applied',
    ])
    await applyStacks(await context(), stacks, { disruption: true })
  })

  it('what somebody deleted comes back, from inside a release too', async () => {
    const lost = [
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: 'default-deny', namespace: 'alpha-train' },
      { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'LocalQueue', name: 'default', namespace: 'beta-train' },
    ].map(({ apiVersion, kind, name, namespace }) => ({ apiVersion, kind, metadata: { name, namespace } }))
    for (const each of lost) await machine.cluster.delete(each)
    for (const each of lost) await machine.cluster.waitFor(each, 'gone', (object) => object === undefined)
    const results = await applyStacks(await context(), stacks)
    expect(results.map(({ changes }) => changes)).toEqual([0, 1, 1])
    for (const each of lost) expect(await machine.cluster.get(each)).toBeDefined()
  })

  it('fails a namespace that config renamed: it would be replaced with all that is in it', async () => {
    const renamed = await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { namespaces: '{ study: {} }' }) })
    const fault = await refusal(applyStacks(await context(renamed), renamed))
    expect(fault.findings.some(({ code, message }) => code === 'guard/destructive' && /beta-train/.test(message))).toBe(
      true,
    )
  })

  it('fails while a tenant is there that config does not name any more', async () => {
    const { beta: _gone, ...alpha } = twoTenants
    const fewer = await tinyStacks(alpha)
    const { findings } = await plannedStacks(await context(fewer), fewer)
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toContain('guard/tenant-vanished tenants/beta')
  })

  it('fails to destroy an active tenant; a retired one goes, and nothing else', async () => {
    const beta = stacks.filter(({ tenant }) => tenant === 'beta')
    const destroyBeta = { confirmed: ['beta'], wholePod: false }
    const fault = await refusal(destroyStacks(await context(), beta, destroyBeta))
    expect(fault.findings[0]?.code).toBe('guard/tenant-active')
    const retired = await tinyStacks({ ...twoTenants, beta: tenantFile('beta', { state: 'retired' }) })
    await applyStacks(await context(retired), retired, { disruption: true })
    const retiredBeta = retired.filter(({ tenant }) => tenant === 'beta')
    expect(outcomes(await destroyStacks(await context(retired), retiredBeta, destroyBeta))).toEqual([
      'tiny-twin-tenant-beta applied',
    ])
    expect((await namespaces(machine)).filter((name) => /^(alpha|beta)-/.test(name))).toEqual([
      'alpha-serve',
      'alpha-train',
    ])
  })

  it('fails to be delivered the other way', async () => {
    const other = delivery === 'terraform' ? 'manifests' : 'terraform'
    const fault = await refusal(plannedStacks({ ...(await context()), delivery: other }, stacks))
    expect(fault.findings[0]?.code).toBe('delivery/other')
  })

  it('fails on another cluster than the one it was delivered to, until that is adopted', async () => {
    const { clusterFile } = (await context()).workplace
    const recorded = await readFile(clusterFile, 'utf8')
    await writeFile(clusterFile, '{"id":"another one"}')
    const fault = await refusal(applyStacks(await context(), stacks))
    expect(fault.findings[0]).toMatchObject({ code: 'cluster/other' })
    expect((await plannedStacks(await context(), stacks, { adopt: true })).plans).toHaveLength(3)
    expect(await readFile(clusterFile, 'utf8')).toBe(recorded)
  })

  it('all of it goes with nothing left, what config does not name any more too', async () => {
    const { alpha: _vanished, ...beta } = twoTenants
    const named = await tinyStacks(beta)
    const results = await destroyStacks(await context(named), named, { wholePod: true })
    expect(results.flatMap(({ findings }) => findings)).toEqual([])
    expect(await namespaces(machine)).toEqual(['default', 'kube-node-lease', 'kube-public', 'kube-system'])
    const kinds = ['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind,
    }))
    const left = (await Promise.all(kinds.map((kind) => machine.cluster.list(kind)))).flat().map(objectKey)
    expect(left.filter((key) => /kueue|superpod/.test(key))).toEqual([])
  })
})

test.skipIf(deliveries.some(({ missing }) => missing))('both deliveries make the same objects', () => {
  expect(made.get('terraform')).toEqual(made.get('manifests'))
})

async function namespaces({ cluster }: TinyMachine): Promise<string[]> {
  return (await cluster.list({ apiVersion: 'v1', kind: 'Namespace' })).map(({ metadata }) => metadata.name).sort()
}

/** All that stacks made, with what each holds. */
async function ownObjects({ cluster }: TinyMachine, stacks: readonly DeliveryStack[]): Promise<string[]> {
  const rendered = stacks.flatMap(({ objects, releases }) => [
    ...objects.map(({ object }) => object),
    ...releases.flatMap(({ values }) => Object.values((values['objects'] ?? {}) as Record<string, KubeObject>)),
  ])
  const live = await Promise.all(rendered.map((object) => cluster.get(object)))
  return live.map((object) => (object ? comparable(object) : 'missing'))
}

function comparable(object: KubeObject): string {
  const { metadata, status: _status, ...rest } = object
  const { name, namespace, labels } = metadata
  return JSON.stringify(
    { ...rest, metadata: { name, namespace, labels } },
    Object.keys(flattened({ ...rest, metadata })).sort(),
  )
}

function flattened(value: unknown, keys: Record<string, true> = {}): Record<string, true> {
  if (typeof value !== 'object' || value === null) return keys
  for (const [key, item] of Object.entries(value)) {
    if (!Array.isArray(value)) keys[key] = true
    flattened(item, keys)
  }
  return keys
}
