import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silent } from '#core'
import { connect } from '#kube'
import { output } from '#tools'
import { destroyTwin, memberKubeconfig, proveTwin, stopTwin, twinStatus } from '#twin'
import { compiledTools, smallMachine, startSmall } from './kit/small-machine.ts'
import { chartValues, queues } from './kit/small-queues.ts'

const minute = 60_000

describe.skipIf(!compiledTools)('with the tools of the twin compiled', { timeout: 3 * minute }, () => {
  let root = ''
  let folder = ''
  let kubeconfig = ''
  const cluster = () => connect(kubeconfig)

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'twin-kueue-'))
    folder = join(root, 'twin')
    kubeconfig = (await startSmall(folder)).kubeconfig
  }, 2 * minute)
  afterAll(async () => {
    await destroyTwin({ folder })
    await rm(root, { recursive: true, force: true })
  }, minute)

  async function helm(...args: string[]): Promise<string> {
    const values = join(root, 'values.json')
    await writeFile(values, JSON.stringify(chartValues))
    const env = { HOME: homedir(), PATH: '/usr/bin:/bin' }
    const where = ['--namespace=kueue-system', `--kubeconfig=${kubeconfig}`]
    return output(compiledTools?.helm ?? '', [...args, `--values=${values}`, '--wait', '--timeout=90s', ...where], {
      env,
    })
  }

  const controllers = async () =>
    (await cluster().list({ apiVersion: 'v1', kind: 'Pod', namespace: 'kueue-system' })).map(({ status }) => {
      const { containerStatuses = [] } = status as { containerStatuses?: { ready: boolean; restartCount: number }[] }
      return containerStatuses[0]
    })

  test('the chart of Kueue is ready when the real process is, in a namespace that is restricted', async () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
    await cluster().apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kueue-system', labels } })
    await helm('upgrade', '--install', 'kueue', compiledTools?.kueueChart ?? '')
    expect(await controllers()).toMatchObject([{ ready: true, restartCount: 0 }])
    const { processes, kueue } = await twinStatus({ folder })
    expect(processes.filter(({ name }) => name === 'kueue')).toHaveLength(1)
    expect(kueue).toMatchObject([{ ready: true }])
  })

  test('it has the rights of its own service account, and no others', async () => {
    const [pod = ''] = await readdir(join(folder, 'kueue'))
    const config = JSON.parse(await readFile(join(folder, 'kueue', pod, 'kubeconfig'), 'utf8'))
    expect(config.users).toEqual([
      { name: 'kueue-controller-manager', user: { tokenFile: join(folder, 'kueue', pod, 'token') } },
    ])
    const own = connect(join(folder, 'kueue', pod, 'kubeconfig'))
    expect(await own.list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue' })).toEqual([])
    await expect(own.list({ apiVersion: 'v1', kind: 'ServiceAccount' })).rejects.toMatchObject({ status: 403 })
  })

  test('its webhooks and its visibility API are reached', async () => {
    await cluster().applyAll(queues, { concurrency: 1 })
    const wrong = { ...queues[2], metadata: { name: 'wrong' }, spec: { cohortName: 'No Name' } }
    await expect(cluster().apply(wrong as (typeof queues)[number])).rejects.toThrow()
    const pending = () =>
      cluster().send({
        method: 'GET',
        path: '/apis/visibility.kueue.x-k8s.io/v1beta2/clusterqueues/genomics/pendingworkloads',
        action: 'tell what waits',
      })
    await expect.poll(pending, { timeout: 10_000 }).toMatchObject({ items: [] })
  })

  const prove = async () => {
    const member = { folder, user: 'ada', groups: ['oidc:genomics'], namespace: 'genomics-train' }
    return proveTwin({
      kubeconfig,
      memberKubeconfig: await memberKubeconfig(member),
      namespace: 'genomics-train',
      gang: { systems: 8, gpusPerSystem: 8, cpusPerSystem: 100, memoryGiBPerSystem: 1000 },
      progress: silent,
    })
  }

  test("a member's gang is placed on whole scalable units, and one above the quota waits and says why", async () => {
    const proof = await prove()
    expect(proof).toMatchObject({ systems: 8, gpus: 64, scalableUnits: 2 })
    expect(proof.refused).toMatch(/insufficient unused quota for nvidia.com\/gpu in flavor shared, 64 more needed/)
    expect(await cluster().list({ apiVersion: 'v1', kind: 'Pod', namespace: 'genomics-train' })).toEqual([])
    expect(await cluster().list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload' })).toEqual([])
  })

  test('a job ends after the time that it is given', async () => {
    const { gangJob } = await import('#twin')
    const job = gangJob({ namespace: 'genomics-train', name: 'short', systems: 2, gpusPerSystem: 8, runSeconds: 2 })
    await cluster().create(job)
    const done = await cluster().waitFor(job, 'complete', (live) => conditionOf(live, 'Complete'), {
      timeoutSeconds: 30,
    })
    expect(done?.['status']).toMatchObject({ succeeded: 2 })
    await cluster().delete(job)
  })

  test('a process that dies is started again, and its pod tells so', async () => {
    const [kueue] = (await twinStatus({ folder })).processes.filter(({ name }) => name === 'kueue')
    process.kill(kueue?.pid ?? 0, 'SIGKILL')
    const ref = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'kueue-controller-manager', namespace: 'kueue-system' },
    }
    const available = (live: Record<string, unknown> | undefined) => conditionOf(live, 'Available')
    await cluster().waitFor(ref, 'unavailable', (live) => !available(live), { timeoutSeconds: 10 })
    await cluster().waitFor(ref, 'available', available, { timeoutSeconds: 40 })
    expect(await controllers()).toMatchObject([{ ready: true, restartCount: 1 }])
  })

  test('a new configuration brings a new pod with a process of its own, then the old one goes', async () => {
    const [before] = (await twinStatus({ folder })).kueue
    await helm('upgrade', 'kueue', compiledTools?.kueueChart ?? '', '--set=controllerManager.manager.logLevel=1')
    const ours = async () => (await twinStatus({ folder })).kueue
    for (let looks = 0; looks < 60 && (await ours()).length !== 1; looks++) await new Promise((r) => setTimeout(r, 250))
    expect(await ours()).toMatchObject([{ ready: true, restarts: 0 }])
    expect((await ours())[0]?.pod).not.toBe(before?.pod)
  })

  test('after a stop and a start everything works as before', async () => {
    await stopTwin({ folder })
    await startSmall(folder, smallMachine())
    expect((await twinStatus({ folder })).kueue).toMatchObject([{ ready: true }])
    expect(await prove()).toMatchObject({ systems: 8, scalableUnits: 2 })
  })
})

function conditionOf(live: Record<string, unknown> | undefined, wanted: string): boolean {
  const { conditions = [] } = (live?.['status'] ?? {}) as { conditions?: { type: string; status: string }[] }
  return conditions.some(({ type, status }) => type === wanted && status === 'True')
}
