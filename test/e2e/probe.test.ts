import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Cluster, LiveObject } from '#kube'
import { startProgram } from '#tools'
import { repository } from '../kit/gefion.ts'
import { pod as gpuPod } from '../kit/gpu-work.ts'
import { eightSystems, type LivePod, livePod } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { searchPath } from '../kit/superpod.ts'

const minute = 60_000
const soon = { timeout: minute, interval: 500 }
const image = (name: string) => `registry.example.org/${name}@sha256:${'0'.repeat(64)}`
const probes = `  verify:
    probe: { images: { gpuHole: "${image('cuda')}", dcgm: "${image('dcgm')}", allReduce: "${image('nccl')}" }, minutes: 2, parallel: 3 }
`
const room = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'superpod-probe' } }

describe.skipIf(!compiledTools)('probes on a twin (needs the tools of the twin)', { timeout: 4 * minute }, () => {
  let pod: LivePod
  let cluster: Cluster

  beforeAll(async () => {
    pod = await livePod()
    await pod.write(
      'superpod.yaml',
      (eightSystems + probes).replace('health: 0 }', 'health: 0 }, state: { su1-r01-s4: { state: maintenance } }'),
    )
    const { exitCode, stderr } = await pod.run('up', '--delivery', 'manifests')
    if (exitCode !== 0) throw new Error(stderr)
    cluster = pod.cluster()
  }, 4 * minute)
  afterAll(() => pod?.end(), 2 * minute)

  const queue = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name: 'superpod-probe' } }
  const flavor = { ...queue, kind: 'ResourceFlavor' }
  const nothingLeft = async () => [await cluster.get(room), await cluster.get(queue), await cluster.get(flavor)]

  test('fails where somebody says how to probe, and not to probe', async () => {
    const { exitCode, stderr } = await pod.run('verify', '--systems', 'su1-r01')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('nothing is probed without --probe')])
  })

  test('fails on a place that is not there, before anything is made', async () => {
    const { exitCode, stderr } = await pod.run('verify', '--probe', '--systems', 'su9')
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('called su9')])
    expect(await nothingLeft()).toEqual([undefined, undefined, undefined])
  })

  test('take idle, drained and dedicated systems, evict nobody, and call nothing ok that no container saw', async () => {
    const work = gpuPod('long', { metadata: { labels: { 'kueue.x-k8s.io/queue-name': 'default' } }, gpus: 8 })
    await cluster.create(work)
    const busy = await nodeOf(cluster, work)
    const { exitCode, data } = await pod.json('verify', '--probe')
    expect(exitCode).toBe(0)
    expect(data.probe.left).toEqual({ [busy]: 'work runs on it' })
    // su1-r01-s4 is in maintenance, su1-r02 is of a sensitive tenant alone
    expect(Object.keys(data.probe.seen).sort()).toEqual(
      ['su1-r01', 'su1-r02']
        .flatMap((rack) => [1, 2, 3, 4].map((index) => `${rack}-s${index}`))
        .filter((name) => name !== busy),
    )
    const results = Object.values(data.probe.seen).flatMap((record) => Object.values(record as object))
    expect(new Set(results.map(({ state }) => state))).toEqual(new Set(['not verified']))
    expect(data.checks.find(({ id }: { id: string }) => id === 'gpu-hole')).toMatchObject({
      state: 'not verified',
      note: expect.stringContaining('containers do not run on the twin'),
    })
    expect(data.probe.inventory).toEqual({})
    expect((await cluster.get(work))?.['status']).toMatchObject({ phase: 'Running' })
    expect(await nothingLeft()).toEqual([undefined, undefined, undefined])
    await cluster.delete(work)
  })

  test('leave records that are no drift, and stop no plan', async () => {
    const drift = await pod.json('drift')
    expect([drift.exitCode, drift.data.drifts]).toEqual([0, []])
    expect((await pod.run('plan', '--delivery', 'manifests')).exitCode).toBe(0)
  })

  test('are held by a queue of their own that borrows nothing and evicts nobody, as the lowest of all', async () => {
    const seen: LiveObject[] = []
    const running = pod.run('verify', '--probe', '--systems', 'su1-r02')
    await expect
      .poll(async () => {
        const [made, jobs, workloads] = await Promise.all([
          cluster.get(queue),
          cluster.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: 'superpod-probe' }),
          cluster.list({ ...workloadKind, namespace: 'superpod-probe' }),
        ])
        if (made && jobs.length > 0 && workloads.length > 0) seen.push(made, ...jobs, ...workloads)
        return seen.length
      }, soon)
      .toBeGreaterThan(2)
    // whoever else would take systems meanwhile is told to wait
    const second = await pod.run('verify', '--probe')
    expect([second.exitCode, second.stderr]).toEqual([1, expect.stringContaining('probe/under-way')])
    expect((await running).exitCode).toBe(0)
    const [made] = seen
    expect(made?.['spec']).toMatchObject({
      preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'superpod-probe' } },
    })
    expect(made?.['spec']).not.toHaveProperty('cohortName')
    const workload = seen.find(({ kind }) => kind === 'Workload')
    expect(workload?.['spec']).toMatchObject({ priority: -1_000_000, queueName: 'default' })
  })

  test('fail for a member of a tenant: nobody else may use their room', async () => {
    const member = await pod.as('ada-member', 'oidc:ada')
    const work = { ...gpuPod('guest'), metadata: { name: 'guest', namespace: 'superpod-probe' } }
    await expect(member.create(work)).rejects.toThrow(/forbidden/)
  })

  test('cut short, leave nothing but what they saw by then', async () => {
    const running = startProgram(join(repository, 'superpod'), ['verify', pod.folder, '--probe'], {
      cwd: repository,
      env: { PATH: searchPath, HOME: homedir(), SUPERPOD_WORKSPACE: pod.workspace },
    })
    const jobs = () => cluster.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: 'superpod-probe' })
    await expect.poll(async () => (await jobs()).length, soon).toBeGreaterThan(0)
    process.kill(running.pid ?? 0, 'SIGINT')
    const { exitCode, stderr } = await running.ended
    expect([exitCode, stderr]).toEqual([130, expect.stringContaining('nothing of it stays but the records')])
    await expect.poll(nothingLeft, soon).toEqual([undefined, undefined, undefined])
  })
})

const workloadKind = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload' }

async function nodeOf(cluster: Cluster, work: Parameters<Cluster['get']>[0]): Promise<string> {
  const nodeName = (live: LiveObject | undefined) => (live?.['spec'] as { nodeName?: string } | undefined)?.nodeName
  const live = await cluster.waitFor(work, 'placed', (object) => nodeName(object) !== undefined)
  return nodeName(live) ?? ''
}
