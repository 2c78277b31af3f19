import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#kube'
import { destroyTwin, memberKubeconfig, stopTwin, twinStatus } from '#twin'
import { compiledTools, nodeCommand, smallMachine, startSmall } from './kit/small-machine.ts'

const minute = 60_000

describe.skipIf(!compiledTools)('with the tools of the twin compiled', { timeout: 2 * minute }, () => {
  let root = ''
  let folder = ''
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'twin-test-'))
    folder = join(root, 'twin')
  })
  afterAll(async () => {
    for (const name of await readdir(root)) if (!name.endsWith('.lock')) await destroyTwin({ folder: join(root, name) })
    await rm(root, { recursive: true, force: true })
  }, minute)

  test('a twin comes up with every node ready', async () => {
    const { outcome, kubeconfig } = await startSmall(folder)
    expect(outcome).toBe('created')
    const nodes = await connect(kubeconfig).list({ apiVersion: 'v1', kind: 'Node' })
    expect(nodes).toHaveLength(14)
    expect(nodes.every((node) => readyOf(node) === 'True')).toBe(true)
  })

  test('all of its files are for its owner only', async () => {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      // kubectl sets the mode of what it remembers about an API itself
      if (entry.isSymbolicLink() || entry.parentPath.includes('/.kube/')) continue
      const { mode } = await stat(join(entry.parentPath, entry.name)).catch(() => ({ mode: 0 }))
      expect.soft(mode & 0o077, join(entry.parentPath, entry.name)).toBe(0)
    }
  })

  test('a twin that runs is left running', async () => {
    const before = await twinStatus({ folder })
    expect(before.phase).toBe('running')
    expect((await startSmall(folder)).outcome).toBe('running')
    expect(pids(await twinStatus({ folder }))).toEqual(pids(before))
  })

  test('a member is known by name and groups, and may do nothing unless a role says so', async () => {
    const file = await memberKubeconfig({ folder, user: 'ada', groups: ['oidc:genomics', 'oidc:readers'] })
    const answer = await connect(file).create({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'SelfSubjectReview',
      metadata: { name: '' },
    })
    expect(answer['status']).toMatchObject({
      userInfo: {
        username: 'ada',
        groups: expect.arrayContaining(['oidc:genomics', 'oidc:readers', 'system:authenticated']),
      },
    })
    await expect(connect(file).list({ apiVersion: 'v1', kind: 'Secret' })).rejects.toMatchObject({ status: 403 })
  })

  test('fails to make a member of the group that may do everything', async () => {
    await expect(memberKubeconfig({ folder, user: 'eve', groups: ['system:masters'] })).rejects.toMatchObject({
      status: 403,
    })
  })

  test('what is in it is there again after a stop', async () => {
    const { kubeconfig } = await startSmall(folder)
    const note = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'note', namespace: 'default' },
      data: { a: '1' },
    }
    await connect(kubeconfig).apply(note)
    const id = await connect(kubeconfig).clusterId()
    expect(await stopTwin({ folder })).toBe(true)
    expect(await twinStatus({ folder })).toMatchObject({ phase: 'stopped', processes: [] })
    expect((await startSmall(folder)).outcome).toBe('started')
    expect(await connect(kubeconfig).clusterId()).toBe(id)
    expect((await connect(kubeconfig).get(note))?.['data']).toEqual({ a: '1' })
  })

  test('pods run at once on a twin that was started again', async () => {
    const { kubeconfig } = await startSmall(folder)
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'probe', namespace: 'default' },
      spec: {
        tolerations: [{ operator: 'Exists' }],
        automountServiceAccountToken: false,
        containers: [{ name: 'probe', image: 'probe' }],
      },
    }
    const cluster = connect(kubeconfig)
    await cluster.create(pod)
    await cluster.waitFor(pod, 'running', (live) => phaseOf(live) === 'Running', { timeoutSeconds: 20 })
    await cluster.delete(pod)
    await cluster.waitFor(pod, 'gone', (live) => live === undefined, { timeoutSeconds: 20 })
  })

  test('a port that somebody took meanwhile is given up for another', async () => {
    const { port } = await startSmall(folder)
    await stopTwin({ folder })
    const thief = createServer()
    await new Promise<void>((resolve) => thief.listen(port, '127.0.0.1', resolve))
    const { port: now, kubeconfig } = await startSmall(folder)
    expect(now).not.toBe(port)
    expect(await connect(kubeconfig).list({ apiVersion: 'v1', kind: 'Node' })).toHaveLength(14)
    thief.close()
  })

  test('nodes follow the machine: added, moved to another pool, removed', async () => {
    const [management, , ...systems] = smallMachine(16)
    const [first, ...others] = systems
    if (!management || !first) throw new Error('no machine')
    const moved = {
      ...first,
      labels: { ...first.labels, 'superpod/pool': 'genomics' },
      taints: [...first.taints, { key: 'superpod/pool', value: 'genomics', effect: 'NoSchedule' as const }],
    }
    const { kubeconfig } = await startSmall(folder, [management, moved, ...others])
    const nodes = await connect(kubeconfig).list({ apiVersion: 'v1', kind: 'Node' })
    expect(nodes).toHaveLength(17)
    const live = nodes.find(({ metadata }) => metadata.name === first.name)
    expect(live?.metadata.labels?.['superpod/pool']).toBe('genomics')
    expect(live?.['spec']).toMatchObject({ taints: moved.taints })
    await startSmall(folder)
  })

  test('an agent that was killed is started again', async () => {
    const living = async () => (await twinStatus({ folder })).processes.filter(({ name }) => name === 'twin-agent')
    const [agent] = await living()
    process.kill(agent?.pid ?? 0, 'SIGKILL')
    // a process lives on for a moment after the signal, longer on a busy machine
    await expect.poll(living, { timeout: 10_000 }).toEqual([])
    await startSmall(folder)
    const agents = await living()
    expect(agents).toHaveLength(1)
    expect(agents[0]?.pid).not.toBe(agent?.pid)
  })

  test('a control plane that was killed comes up again as it was', async () => {
    const { kubeconfig } = await startSmall(folder)
    const id = await connect(kubeconfig).clusterId()
    for (const { pid } of (await twinStatus({ folder })).processes) process.kill(pid, 'SIGKILL')
    await expect.poll(async () => (await twinStatus({ folder })).processes, { timeout: 10_000 }).toEqual([])
    expect((await startSmall(folder)).outcome).toBe('started')
    expect(await connect(kubeconfig).clusterId()).toBe(id)
  })

  test('a twin beside it has its own ports, and goes without touching it', async () => {
    // deeper than a unix socket's path may be
    const other = join(root, 'beside', 'x'.repeat(60), 'y'.repeat(60))
    const [one, two] = await Promise.all([startSmall(folder), startSmall(other)])
    expect(two.port).not.toBe(one.port)
    expect(await connect(two.kubeconfig).clusterId()).not.toBe(await connect(one.kubeconfig).clusterId())
    expect(await destroyTwin({ folder: other })).toBe(true)
    expect((await twinStatus({ folder })).phase).toBe('running')
  })

  test.each([150, 700, 1500, 2500, 4000])('a start that is killed after %i ms ends well the next time', async (ms) => {
    const killed = join(root, `killed-${ms}`)
    const [program = '', ...args] = [...nodeCommand(new URL('./kit/start.ts', import.meta.url)), killed]
    const child = spawn(program, args, { detached: true, stdio: 'ignore' })
    // the clock runs from the moment at which the start has begun
    for (let tries = 0; tries < 200 && !existsSync(killed); tries++) await pause(50)
    await pause(ms)
    // on a quick machine the last of these has ended by then, and has nothing left to kill
    if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGKILL')
    const { kubeconfig } = await startSmall(killed)
    expect(await connect(kubeconfig).list({ apiVersion: 'v1', kind: 'Node' })).toHaveLength(14)
    const names = (await twinStatus({ folder: killed })).processes.map(({ name }) => name)
    expect(names.toSorted()).toEqual([
      'etcd',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-scheduler',
      'kwok-controller',
      'twin-agent',
    ])
    await destroyTwin({ folder: killed })
  })

  test('destroy leaves no process, port, file or folder', async () => {
    const { port } = await startSmall(folder)
    expect(await destroyTwin({ folder })).toBe(true)
    expect(existsSync(folder)).toBe(false)
    expect(existsSync(`${folder}.lock`)).toBe(false)
    expect(await twinStatus({ folder })).toMatchObject({ phase: 'none', processes: [] })
    await expect(connectTo(port)).rejects.toThrow('ECONNREFUSED')
    expect(await destroyTwin({ folder })).toBe(false)
  })

  test('a folder that is there but empty is no twin', async () => {
    const empty = join(root, 'empty')
    await mkdir(empty)
    expect(await twinStatus({ folder: empty })).toMatchObject({ phase: 'none', processes: [] })
    await expect(memberKubeconfig({ folder: empty, user: 'ada', groups: [] })).rejects.toMatchObject({
      findings: [{ code: 'twin/missing' }],
    })
  })
})

function readyOf(node: Record<string, unknown>): string | undefined {
  const { conditions } = node['status'] as { conditions: { type: string; status: string }[] }
  return conditions.find(({ type }) => type === 'Ready')?.status
}

function phaseOf(pod: Record<string, unknown> | undefined): string | undefined {
  return (pod?.['status'] as { phase?: string } | undefined)?.phase
}

function pids({ processes }: { processes: readonly { pid: number }[] }): number[] {
  return processes.map(({ pid }) => pid).toSorted((a, b) => a - b)
}

function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(socket.destroy() && undefined))
    socket.on('error', reject)
  })
}
