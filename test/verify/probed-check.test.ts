import { describe, expect, test } from 'vitest'
import { podModel } from '#model'
import type { LiveMachine } from '../../verify/live-machine.ts'
import { candidates } from '../../verify/probe/candidates.ts'
import type { ProbeRecord, ProbeResult } from '../../verify/probe/probe-record.ts'
import { probedCheck } from '../../verify/probe/probed-check.ts'
import { loadedGefion } from '../kit/gefion.ts'

const model = podModel(await loadedGefion())
const names = model.systems.map(({ name }) => name)
const nodeInfo = { systemUUID: '4C4C4544-0042-3510-8052-B4C04F4E4331', osImage: 'DGX OS 7' }

const object = (kind: string, name: string, rest: object) =>
  ({ apiVersion: 'v1', kind, metadata: { name, uid: name, resourceVersion: '1' }, ...rest }) as never

const node = (name: string, spec = {}) =>
  object('Node', name, { spec, status: { nodeInfo, conditions: [{ type: 'Ready', status: 'True' }] } })

const good: ProbeResult = {
  ...{ state: 'ok', note: 'it asked for no GPU, and saw none', image: 'r.example/cuda@sha256:0', on: '2027-01-15' },
  ...{ by: 'Ada', uuid: nodeInfo.systemUUID.toLowerCase(), osImage: nodeInfo.osImage },
}

function check(records: ReadonlyMap<string, ProbeRecord> | undefined, at = '2027-02-01') {
  const nothing = {
    queues: undefined,
    storageClasses: undefined,
    bindings: undefined,
    version: undefined,
    findings: [],
  }
  const machine: LiveMachine = { ...nothing, nodes: names.map((name) => node(name)), records }
  return probedCheck({ model, machine, at, name: 'gpu-hole', title: 'no hole', why: 'on each host' })
}

const everywhere = (result: Partial<ProbeResult> = {}) =>
  new Map(names.map((name): [string, ProbeRecord] => [name, { 'gpu-hole': { ...good, ...result } }]))

describe('what only a probe can tell', () => {
  test('holds where each system in service has a result of itself, with its days', () => {
    expect(check(everywhere())).toMatchObject({ state: 'ok', note: '191 systems, probed on 2027-01-15' })
  })

  test('is never ok without records, nor where they could not be read', () => {
    expect(check(new Map())).toMatchObject({ state: 'not verified' })
    expect(check(new Map()).note).toContain('./superpod verify --probe looks')
    expect(check(undefined)).toMatchObject({ state: 'not verified' })
  })

  test('is not verified where one system lacks it', () => {
    const records = everywhere()
    records.delete(names[7] ?? '')
    expect(check(records)).toMatchObject({
      state: 'not verified',
      note: '190 of 191 systems hold, probed on 2027-01-15',
    })
  })

  test.each([
    ['another system stands there now', { uuid: '00000000-0000-4000-8000-000000000000' }, '2027-02-01'],
    ['it was installed anew', { osImage: 'DGX OS 6' }, '2027-02-01'],
    ['its days are over', {}, '2027-04-16'],
  ])('counts for nothing where %s', (_, change, at) => {
    expect(check(everywhere(change), at)).toMatchObject({ state: 'not verified' })
  })

  test('fails by one system, and says which', () => {
    const records = everywhere()
    records.set('su3-r01-s1', { 'gpu-hole': { ...good, state: 'failed', note: 'it asked for no GPU, and saw 8 GPUs' } })
    const { state, findings } = check(records)
    expect([state, findings.map(({ code, path }) => [code, path])]).toEqual([
      'failed',
      [['verify/probe-failed', 'Node su3-r01-s1']],
    ])
  })

  test('a figure that no number judges is not verified, and is told', () => {
    const note = 'su1, 31 systems by their rails: 462.5 GB/s'
    expect(check(everywhere({ state: 'not verified', note }))).toMatchObject({
      state: 'not verified',
      note: `${note}, probed on 2027-01-15`,
    })
  })
})

describe('systems that a probe may take', () => {
  const moment = { model, nodes: names.map((name) => node(name)), pods: [], workloads: [] }
  const gpuPod = (nodeName: string, phase: string) =>
    object('Pod', `on-${nodeName}`, {
      spec: { nodeName, containers: [{ resources: { requests: { 'nvidia.com/gpu': '1' } } }] },
      status: { phase },
    })

  test('are idle: whoever holds a GPU of one keeps it, and whoever is done does not', () => {
    const pods = [gpuPod('su1-r01-s1', 'Running'), gpuPod('su1-r01-s2', 'Succeeded')]
    const { taken, left } = candidates({ ...moment, pods }, model.systems)
    expect(left).toEqual([{ system: 'su1-r01-s1', why: 'work runs on it' }])
    expect(taken).toHaveLength(190)
  })

  test('are of no pool in which work waits, unless they are drained', () => {
    const [tenant] = model.tenants.filter(({ pool }) => pool !== 'shared')
    const namespace = tenant?.namespaces[0]?.name
    const waiting = {
      ...(object('Workload', 'waits', { spec: {}, status: {} }) as object),
      metadata: { name: 'waits', namespace },
    }
    const [first] = model.pools.find(({ name }) => name === tenant?.pool)?.systems ?? []
    const nodes = names.map((name) => node(name, name === first?.name ? { unschedulable: true } : {}))
    const { taken, left } = candidates({ ...moment, nodes, workloads: [waiting as never] }, model.systems)
    expect(new Set(left.map(({ why }) => why))).toEqual(new Set([`work waits for the pool ${tenant?.pool}`]))
    expect(taken.map(({ system }) => system.name)).toContain(first?.name)
    expect(taken.length + left.length).toBe(191)
  })

  test('are there, and ready', () => {
    const nodes = names.slice(1).map((name) => node(name))
    expect(candidates({ ...moment, nodes }, model.systems).left).toEqual([
      { system: names[0], why: 'no node has its name' },
    ])
  })
})
