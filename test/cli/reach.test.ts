import { describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { podModel, printedPorts, reachFindings, reachReport } from '#model'
import { rendered } from '#render'
import { stackOutlines, synthesised } from '#stacks'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'
import { podFolder } from '../kit/pod-folder.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

const systems = { generation: 'dgx-h100', scalableUnits: 1 }
const gpus = { guaranteed: 8, burst: 8 }
const tenants = {
  ada: { gpus, namespaces: { train: {}, serve: {} }, egress: { data: { cidr: '192.0.2.0/24', ports: [443, 8443] } } },
  grace: { gpus, egress: { half: { cidr: '192.0.2.128/25' }, six: { cidr: '2001:db8::/32', ports: [22] } } },
}
const model = anyPod(systems, { tenants })
const objects = stackOutlines(podModel(loadedAnyPod(systems, { tenants }))).flatMap((outline) =>
  rendered(synthesised(outline).json).objects.map(({ object }) => object),
)
const judged = (more: readonly KubeObject[] = [], without = '') => {
  const kept = objects.filter(({ metadata }) => `${metadata.namespace}/${metadata.name}` !== without)
  return reachReport(model, [...kept, ...more])
}
const between = (from: string, to: string, report = judged()) =>
  printedPorts(report.verdicts.find((each) => each.from === from && each.to === to)?.passes ?? [])
const policy = (name: string, namespace: string, spec: object): KubeObject => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: {}, ...spec },
})

describe('what may talk to what', () => {
  test('is what config declares, for every pair of namespaces, the system and addresses outside', () => {
    const { judged: pairs } = judged()
    expect(reachFindings(judged())).toEqual([])
    expect(pairs.rooms).toBe(9)
    expect(pairs.system).toBeGreaterThan(50)
    expect(pairs.outside).toBeGreaterThan(50)
  })

  test('pods of one namespace reach each other on every port, so that NCCL finds its peers', () => {
    for (const room of ['ada-train', 'ada-serve', 'grace-train']) expect(between(room, room)).toBe('everything')
  })

  test('no namespace reaches another, of the same tenant neither', () => {
    expect(between('ada-train', 'grace-train')).toBe('nothing')
    expect(between('ada-train', 'ada-serve')).toBe('nothing')
  })

  test('destinations are cut where those of others begin and end', () => {
    expect(between('ada-serve', 'outside 192.0.2.0 to 192.0.2.127')).toBe('TCP 443, TCP 8443')
    expect(between('ada-serve', 'outside 192.0.2.128 to 192.0.2.255')).toBe('TCP 443, TCP 8443')
    expect(between('grace-train', 'outside 192.0.2.0 to 192.0.2.127')).toBe('nothing')
    expect(between('grace-train', 'outside 192.0.2.128 to 192.0.2.255')).toBe('TCP 443')
    const six = judged().verdicts.find(({ to }) => to.startsWith('outside 2001:db8'))
    expect(six && printedPorts(six.passes)).toBe('TCP 22')
  })

  test.each([
    ['the metadata address', 'metadata 169.254.169.254'],
    ['the API server', 'management 10.151.0.0 to 10.151.255.255'],
    ['services', 'services 10.150.0.0 to 10.150.255.255'],
    ['systems', 'inBand 10.152.0.0 to 10.152.255.255'],
    ['Kueue', 'kueue-system'],
  ])('nobody reaches %s, nor is reached from there', (_, place) => {
    for (const room of ['ada-train', 'grace-train']) {
      expect(between(room, place)).toBe('nothing')
      expect(between(place, room)).toBe('nothing')
    }
  })

  test.each([
    [
      'a policy that lets all in',
      [policy('open', 'grace-train', { ingress: [{}] }), policy('out', 'ada-train', { egress: [{}] })],
      '',
      'let everything through from ada-train to grace-train, but config declares nothing',
    ],
    [
      'a policy that lets everybody of a label in',
      [
        policy('in', 'grace-train', { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 22 }] }] }),
        policy('out', 'ada-train', { policyTypes: ['Egress'], egress: [{ ports: [{ port: 22 }] }] }),
      ],
      '',
      'let TCP 22 through from ada-train to grace-train, but config declares nothing',
    ],
    [
      'a way to the metadata address',
      [
        policy('out', 'ada-train', {
          policyTypes: ['Egress'],
          egress: [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }] }],
        }),
      ],
      '',
      'let everything through from ada-train to metadata 169.254.169.254, but config declares nothing',
    ],
    [
      'a room without its way to itself',
      [],
      'ada-train/same-namespace',
      'let nothing through from ada-train to ada-train, but config declares everything',
    ],
    [
      'a room without its way out',
      [],
      'ada-train/egress-data',
      'let nothing through from ada-train to outside 192.0.2.0 to 192.0.2.127, but config declares TCP 443, TCP 8443',
    ],
  ])('fails: %s', (_title, more, without, said) => {
    const found = reachFindings(judged(more, without))
    expect(found.map(({ message }) => message)).toContain(`network policies ${said}`)
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(['network/undeclared-reach']))
  })

  test('fails where the policies of a room are gone: it is open to the system and the world', () => {
    const without = objects.filter(
      ({ kind, metadata }) => kind !== 'NetworkPolicy' || metadata.namespace !== 'ada-train',
    )
    const found = reachFindings(reachReport(model, without)).map(({ message }) => message)
    expect(found).toContain(
      'network policies let everything through from ada-train to metadata 169.254.169.254, but config declares nothing',
    )
    expect(found).toContain(
      'network policies let everything through from kueue-system to ada-train, but config declares nothing',
    )
    // the other room still holds its own end
    expect(found.some((message) => message.includes('to grace-train'))).toBe(false)
  })
})

test('Gefion’s namespaces reach themselves, the name service and what they declare', async () => {
  const { exitCode, stdout } = await superpod(['reach', 'gefion'])
  expect(exitCode).toBe(0)
  await expect(stdout).toMatchFileSnapshot('../golden/reach/gefion.txt')
  const { verdicts } = (await superpodJson(['reach', 'gefion'])).data as ReturnType<typeof reachReport>
  const across = verdicts.filter(
    ({ from, to }) => from !== to && !to.startsWith('outside') && to !== 'the name service',
  )
  expect(across).toEqual([])
})

test('fails where there is no cluster whose policies could be read', async () => {
  const { exitCode, stderr } = await superpod(['reach', podFolder({ 'targets/twin.yaml': 'kind: twin\n' }), '--live'])
  expect(exitCode).toBe(3)
  expect(stderr).toContain('reach/no-cluster')
})
