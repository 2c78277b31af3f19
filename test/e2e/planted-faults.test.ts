import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#kube'
import { output } from '#tools'
import { memberKubeconfig } from '#twin'
import { driftOf, liveMachine } from '#verify'
import { type PodWorkspace, podWorkspace } from '../kit/interrupted/pod-workspace.ts'
import { succeeds } from '../kit/interrupted/settled-pod.ts'
import type { PlantedFault } from '../kit/planted/fault.ts'
import { plantedFaults } from '../kit/planted/planted-faults.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000
const lacking = compiledTools ? '' : ' (skipped: no compiled tools)'

interface FoundCheck {
  readonly id: string
  readonly state: string
  readonly findings: readonly { code: string; path: string; severity: string }[]
}

describe.skipIf(!compiledTools)(`a pod that is up on its twin${lacking}`, () => {
  let place: PodWorkspace
  beforeAll(async () => {
    place = await podWorkspace()
    await succeeds(place, 'up', '--delivery', 'manifests')
  }, 8 * minute)
  afterAll(() => place?.remove(), minute)

  const kubectl = (words: readonly string[], input?: string) => {
    if (!compiledTools) throw new Error('no compiled tools')
    const args = ['--kubeconfig', `${place.files}/kubeconfig`, ...words]
    return output(compiledTools.kubectl, args, { env: { HOME: place.root }, ...(input === undefined ? {} : { input }) })
  }
  const plant = async ({ calls, input }: PlantedFault) => {
    for (const [index, words] of calls.entries()) {
      await kubectl(words, input && index === calls.length - 1 ? JSON.stringify(input) : undefined)
    }
  }
  const errorsFound = (checks: readonly FoundCheck[]) =>
    checks.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')

  test(
    'is what config describes, and what only hosts know is never called good',
    async () => {
      const { exitCode, data } = await place.json('verify')
      expect([exitCode, errorsFound(data.checks)]).toEqual([0, []])
      const open = data.checks.filter(({ state }: FoundCheck) => state === 'not verified')
      expect(open.map(({ id }: FoundCheck) => id)).toEqual(['kubernetes', 'firmware', 'gpu-hole', 'registration'])
      const drift = await place.json('drift')
      expect([drift.exitCode, drift.data.drifts, drift.data.releases]).toEqual([0, [], []])
      expect(drift.data.compared).toBeGreaterThan(100)
    },
    minute,
  )

  test(
    'fails where somebody may not read it: that is said, and never taken for an absence',
    async () => {
      const files = { folder: `${place.files}/twin`, user: 'nobody', groups: ['oidc:nobody'] }
      const stranger = connect(await memberKubeconfig(files))
      const machine = await liveMachine(stranger)
      const { nodes, queues, storageClasses, bindings, records } = machine
      expect([nodes, queues, storageClasses, bindings, records]).toEqual(Array(5).fill(undefined))
      expect(machine.findings.map(({ code }) => code)).toEqual(Array(6).fill('verify/unread'))
      const object = {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'ada-train', labels: { 'superpod/stack': 'small-twin-tenant-ada' } },
      }
      const wanted = [{ stack: 'small-twin-tenant-ada', address: 'kubernetes_namespace_v1.train', object }]
      const { drifts, compared, findings } = await driftOf(stranger, wanted, () => true)
      expect([drifts, compared, findings.map(({ code }) => code)]).toEqual([[], 0, ['drift/unread']])
    },
    minute,
  )

  test(
    `${plantedFaults.length} planted faults are each found, and nothing else is`,
    async () => {
      for (const fault of plantedFaults) await plant(fault)
      const { exitCode, data } = await place.json('verify')
      expect(exitCode).toBe(1)
      const found = errorsFound(data.checks).map(({ code, path }) => `${code} ${path}`)
      for (const { title, code, path } of plantedFaults) expect(found, title).toContain(`${code} ${path}`)
      const planted = plantedFaults.map(({ code, path }) => `${code} ${path}`)
      expect(found.filter((each) => !planted.includes(each)).sort()).toEqual(consequences)
    },
    3 * minute,
  )

  test(
    'drift names them too, refuses to disturb unasked, and puts them right',
    async () => {
      const { exitCode, data } = await place.json('drift')
      expect(exitCode).toBe(1)
      const changed = data.drifts.find(({ name }: { name: string }) => name === 'superpod-tenant-viewer')
      expect(changed).toMatchObject({ difference: 'changed', kind: 'RoleBinding', by: ['kubectl-patch'] })
      const repair = ['--repair', '--allow', 'disruptive']
      const refused = await place.json('drift', '--repair')
      expect([refused.exitCode, refused.data.findings[0].code]).toEqual([1, 'guard/disruptive'])
      const repaired = await place.json('drift', ...repair)
      expect([repaired.data.drifts, repaired.exitCode], repaired.stdout).toEqual([[], 0])
      await kubectl(['delete', 'node', 'stray'])
      await kubectl(['uncordon', 'su1-r02-s3'])
      await kubectl(['label', 'node', 'su1-r06-s1', 'nvidia.com/cuda.driver-version.full-'])
      // nobody writes a node's software but its kubelet: they join anew
      await kubectl(['delete', 'node', ...[1, 2, 3, 4].map((place) => `su1-r05-s${place}`)])
      await succeeds(place, 'up', '--all')
      const after = await place.json('verify')
      const left = errorsFound(after.data.checks).filter(({ code }) => code !== 'verify/version-skew')
      expect(left).toEqual([])
    },
    3 * minute,
  )
})

/** What planted faults bring about beside themselves: a queue that a hand holds is an object that a hand changed. */
const consequences = ['verify/object ClusterQueue/health']
