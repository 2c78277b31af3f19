import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type DeliveryKind, workplaceOf } from '#delivery'
import type { LiveObject } from '#kube'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { breakGlassTests } from '../kit/break-glass-tests.ts'
import { type Expiry, expiryOf } from '../kit/expiry-run.ts'
import { type LivePod, livePod, livePodName, liveTenantFile, liveTenants } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { clusterQueue, stopPolicyOf } from '../kit/stop-policy.ts'

const minute = 60_000

const noTools = compiledTools ? undefined : 'the tools of the twin are not compiled'
const noTerraform = terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
const deliveries: readonly { delivery: DeliveryKind; missing: string | undefined }[] = [
  { delivery: 'manifests', missing: noTools },
  { delivery: 'terraform', missing: noTools ?? noTerraform },
]

const queue = clusterQueue('ada')

describe.each(deliveries)('a tenant that expires, by $delivery', { timeout: 4 * minute }, ({ delivery, missing }) => {
  let pod: LivePod
  let expiry: Expiry

  beforeAll(async () => {
    if (missing) return
    pod = await livePod()
    await ada('2027-12-31')
    const { exitCode, stderr } = await pod.run('up', '--delivery', delivery)
    if (exitCode !== 0) throw new Error(stderr)
    expiry = await expiryNow()
  }, 4 * minute)
  afterAll(async () => {
    await expiry?.end()
    await pod?.end()
  }, 2 * minute)

  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined }, body)
  const ada = (expires: string | undefined, changes: Parameters<typeof liveTenantFile>[1] = {}) =>
    pod.write('tenants/ada.yaml', liveTenantFile('ada', { ...liveTenants['ada'], ...changes }) + day(expires))
  const expiryNow = (tenant = 'ada') => {
    const { kubeconfig } = workplaceOf(pod.workspace, livePodName, 'twin')
    return expiryOf(pod.cluster(), tenant, { kubeconfig, kubectl: compiledTools?.kubectl ?? '' })
  }
  const stopPolicy = async () => stopPolicyOf(await pod.cluster().get(queue))
  const planned = async (...words: string[]): Promise<string[]> => {
    const { data } = await pod.json('plan', ...words)
    const changes: string[] = data.stacks.flatMap(
      ({ changes }: { changes: { action: string; kind: string; name: string }[] }) =>
        changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`),
    )
    return changes.sort()
  }

  it('has a job in UTC that its own account runs, and whose queue we hold by nothing', async () => {
    const metadata = { name: 'expiry-ada', namespace: 'superpod-system' }
    const job = await pod.cluster().get({ apiVersion: 'batch/v1', kind: 'CronJob', metadata })
    expect(job?.['spec']).toMatchObject({ timeZone: 'Etc/UTC', suspend: true, concurrencyPolicy: 'Forbid' })
    const live = await pod.cluster().get(queue)
    expect(live?.metadata.annotations).toMatchObject({ 'superpod/expires': '2027-12-31' })
    expect(stopPolicyOf(live)).toBe('None')
    // whoever makes an object owns the defaults of its fields
    expect(fieldOwners(live, 'f:stopPolicy')).toEqual([expect.stringMatching(/helm/)])
  })

  it('goes on working on its last day, is held after it, and drained after its grace', async () => {
    for (const [moment, wanted] of [
      ['2027-12-31T23:59:59Z', 'None'],
      ['2028-01-01T00:00:00Z', 'Hold'],
      ['2028-01-07T23:59:59Z', 'Hold'],
      ['2028-01-08T00:00:00Z', 'HoldAndDrain'],
      ['2028-01-08T01:00:00Z', 'HoldAndDrain'],
      // a clock that is wrong, or set back
      ['2027-06-01T00:00:00Z', 'HoldAndDrain'],
    ] as const) {
      expect(await expiry.runAt(moment)).toMatchObject({ exitCode: 0 })
      expect([moment, await stopPolicy()]).toEqual([moment, wanted])
    }
    expect(fieldOwners(await pod.cluster().get(queue), 'f:stopPolicy')).toEqual(['superpod-expiry-2027-12-31'])
    const heard = (live: LiveObject | undefined) => JSON.stringify(live).includes('"reason":"Stopped"')
    await pod.cluster().waitFor(queue, 'stopped for Kueue too', heard)
  })

  it('stays so whatever else is applied, and no plan or up finds anything to put right', async () => {
    expect(await planned('--all')).toEqual([])
    expect((await pod.json('up')).data.stacks.map(({ changes }: { changes: number }) => changes)).toEqual([0, 0, 0, 0])
    await ada('2027-12-31', { burst: 24 })
    expect((await pod.json('apply')).exitCode).toBe(0)
    expect(await stopPolicy()).toBe('HoldAndDrain')
    expect(JSON.stringify(await pod.cluster().get(queue))).toContain('"borrowingLimit":"16"')
    expect(await planned('--all')).toEqual([])
  })

  it('is released by a later day, once that is applied, and not by its expiry', async () => {
    await ada('2028-12-31', { burst: 24 })
    expect(await planned()).toEqual(['update ClusterQueue ada', 'update CronJob expiry-ada'])
    expect(await stopPolicy()).toBe('HoldAndDrain')
    expect((await pod.json('apply')).exitCode).toBe(0)
    expect(await stopPolicy()).toBe('None')
    await expiry.end()
    expiry = await expiryNow()
    expect(await expiry.runAt('2028-01-08T00:00:00Z')).toMatchObject({ exitCode: 0 })
    expect(await stopPolicy()).toBe('None')
    expect(await planned('--all')).toEqual([])
  })

  it('is released as well where an apply was cut off, or another program applied', async () => {
    await expiry.runAt('2028-03-01T00:00:00Z', { EXPIRES: '2027-12-31', GRACE_ENDS: '2028-06-30' })
    expect(await stopPolicy()).toBe('Hold')
    expect(await planned()).toEqual(['update ClusterQueue ada'])
    expect((await pod.json('up')).exitCode).toBe(0)
    expect(await stopPolicy()).toBe('None')
  })

  it('stays held where a person holds it, whatever its last day is', async () => {
    await pod.cluster().patch(queue, { spec: { stopPolicy: 'Hold' } })
    expect(await expiry.runAt('2029-01-01T00:00:00Z')).toMatchObject({ exitCode: 0, said: '' })
    expect(await stopPolicy()).toBe('Hold')
    // after the grace it is drained, and a later day gives the person's hold back
    expect(await expiry.runAt('2029-02-01T00:00:00Z')).toMatchObject({ exitCode: 0 })
    expect(await stopPolicy()).toBe('HoldAndDrain')
    const owners = fieldOwners(await pod.cluster().get(queue), 'f:stopPolicy')
    expect(owners).toEqual(['superpod-expiry-2028-12-31-over-hold'])
    expect(await planned('--all')).toEqual([])
    await ada('2029-12-31', { burst: 24 })
    expect((await pod.json('apply')).exitCode).toBe(0)
    expect(await stopPolicy()).toBe('Hold')
    expect(await planned('--all')).toEqual([])
    await pod.cluster().patch(queue, { spec: { stopPolicy: 'None' } })
  })

  it('fails when its account wants anything else than to hold its own queue', async () => {
    await expiry.end()
    expiry = await expiryNow()
    const mine = expiry.cluster
    const policy = (to: string) => mine.patch(queue, { spec: { stopPolicy: to } })
    await policy('Hold')
    await expect(policy('None')).rejects.toThrow('never releases it')
    await expect(mine.patch(queue, { spec: { stopPolicy: null } })).rejects.toThrow('never releases it')
    await policy('HoldAndDrain')
    await expect(policy('Hold')).rejects.toThrow('never releases it')
    const others = [
      { spec: { queueingStrategy: 'StrictFIFO' } },
      { spec: { cohortName: 'other' } },
      { spec: { fairSharing: { weight: '7' } } },
      { spec: { preemption: null } },
      { metadata: { annotations: { 'superpod/expires': '2030-01-01' } } },
      { metadata: { labels: { 'superpod/stack': null } } },
      { metadata: { finalizers: [] } },
      { metadata: { ownerReferences: [{ apiVersion: 'v1', kind: 'Secret', name: 'a', uid: 'b' }] } },
    ]
    for (const change of others) await expect(mine.patch(queue, change)).rejects.toThrow('and no other field')
    const other = clusterQueue('grace')
    await expect(mine.patch(other, { spec: { stopPolicy: 'Hold' } })).rejects.toMatchObject({ status: 403 })
    await expect(mine.get(other)).rejects.toMatchObject({ status: 403 })
    await expect(mine.delete(queue)).rejects.toMatchObject({ status: 403 })
    await expect(mine.list(queue)).rejects.toMatchObject({ status: 403 })
    await expect(mine.patch(queue, { status: {} }, 'status')).rejects.toMatchObject({ status: 403 })
    for (const kind of ['Secret', 'Pod', 'ServiceAccount']) {
      const query = { apiVersion: 'v1', kind, namespace: 'superpod-system' }
      await expect(mine.list(query)).rejects.toMatchObject({ status: 403 })
    }
  })

  it('fails a right too many as well: the policy holds where a role would let it', async () => {
    const rbac = 'rbac.authorization.k8s.io'
    const metadata = { name: 'a-right-too-many' }
    const rules = [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]
    const subjects = [{ kind: 'ServiceAccount', name: 'expiry-ada', namespace: 'superpod-system' }]
    const roleRef = { apiGroup: rbac, kind: 'ClusterRole', name: metadata.name }
    const admin = pod.cluster()
    const role = await admin.create({ apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata, rules })
    const bound = await admin.create({
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef,
      subjects,
    })
    const other = clusterQueue('grace')
    const binding = {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: { name: 'superpod-tenant-member', namespace: 'ada-train' },
    }
    const mine = expiry.cluster
    await expect.poll(() => mine.get(other).catch(() => undefined), { timeout: 20_000 }).toBeDefined()
    await expect(mine.patch(other, { spec: { stopPolicy: 'Hold' } })).rejects.toThrow('nothing else')
    await expect(mine.delete(queue)).rejects.toThrow('nothing else')
    await expect(mine.delete(binding)).rejects.toThrow('nothing else')
    await expect(mine.patch(queue, { status: {} }, 'status')).rejects.toThrow('nothing else')
    await admin.delete(bound)
    await admin.delete(role)
  })

  breakGlassTests({ pod: () => pod, it, expiryNow })

  it('has no job, account or role any more once its day is taken out, and is released', async () => {
    expect(await stopPolicy()).toBe('HoldAndDrain')
    await expiry.runAt('2030-02-01T00:00:00Z')
    await pod.cluster().patch(queue, { spec: { stopPolicy: 'None' } })
    await expiry.runAt('2030-02-01T00:00:00Z')
    expect(await stopPolicy()).toBe('HoldAndDrain')
    await ada(undefined, { burst: 24 })
    expect((await pod.json('apply')).exitCode).toBe(0)
    expect(await stopPolicy()).toBe('None')
    const names = await Promise.all(
      (['CronJob', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding'] as const).map(async (kind) => {
        const apiVersion =
          { CronJob: 'batch/v1', ServiceAccount: 'v1' }[kind as string] ?? 'rbac.authorization.k8s.io/v1'
        return (await pod.cluster().list({ apiVersion, kind })).map(({ metadata }) => metadata.name)
      }),
    )
    expect(names.flat().filter((name) => name.includes('expiry-ada'))).toEqual([])
  })
})

function day(expires: string | undefined): string {
  return expires === undefined ? '' : `expires: ${expires}\ngraceDays: 7\n`
}

function fieldOwners(live: LiveObject | undefined, field: string): string[] {
  const owners = (live?.metadata['managedFields'] ?? []) as { manager: string; fieldsV1: { 'f:spec'?: object } }[]
  return owners.filter(({ fieldsV1 }) => field in (fieldsV1['f:spec'] ?? {})).map(({ manager }) => manager)
}
