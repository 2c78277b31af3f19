import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { rendered } from '#render'
import { type AnyPodParts, anyPod } from '../kit/any-pod.ts'
import { stacksOf } from '../kit/gefion.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, serveKinds } from '../kit/strict-server.ts'

const generations = ['dgx-h100', 'dgx-b200', 'dgx-gb300']
const driver = { version: '580.126.20', rollout: { canary: { place: 'su1-r02', version: '595.91.07' } } }
const modes = {
  hosts: {},
  managed: { mode: 'managed', driver },
  byMounts: { mode: 'managed', isolation: 'volume-mounts' },
}
const sharing = {
  whole: {},
  slices: { shared: { mig: { strategy: 'mixed', layout: 'all-balanced' } } },
  turns: { shared: { timeSlicing: { replicas: 4 } } },
}

/** Custom resources of our own that a platform's stack has of the GPU operator and of Node Feature Discovery. */
function gpuObjects(generation: string, gpuOperator: object, more: AnyPodParts = {}): KubeObject[] {
  const platform = { ...more.platform, gpuOperator }
  const stacks = stacksOf(anyPod({ generation, scalableUnits: 1 }, { ...more, target: 'kubeconfig', platform }))
  const json = stacks.get('tiny-kubeconfig-platform')?.json ?? {}
  const objects = rendered(json).releases.flatMap((release) => release.objects ?? [])
  return objects.filter(({ kind }) => ['NVIDIADriver', 'NodeFeatureRule', 'DeviceClass'].includes(kind))
}

describe.skipIf(!compiledTools).each([
  ['26.3.2', 'v26.3.2'],
  ['26.7.0', 'v26.7.0'],
] as const)(
  `a server with the kinds of gpu-operator %s${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  (release, version) => {
    let twin: SmallTwin
    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, [`gpu-operator-${release}`])
    }, 180_000)
    afterAll(() => twin?.destroy())

    test('takes drivers and labels of every mode and every sharing, and refuses a field that it does not know', async () => {
      const all = generations.flatMap((generation) =>
        Object.values(modes).flatMap((mode) =>
          Object.values(sharing).flatMap((shared) => gpuObjects(generation, { version, ...mode, sharing: shared })),
        ),
      )
      expect(all.filter(({ kind }) => kind === 'NVIDIADriver').length).toBeGreaterThan(20)
      expect(await refusals(twin.cluster, all)).toEqual([])
      const [first] = all.filter(({ kind }) => kind === 'NVIDIADriver')
      const spec = { ...(first?.['spec'] as object), kernelModule: 'open' }
      const [refused] = await refusals(twin.cluster, [{ ...(first as KubeObject), spec }])
      expect(refused).toContain('.spec.kernelModule')
    })

    test('takes the DeviceClass of a GPUCluster', async () => {
      const dra = { version: 'v26.7.0', gpuCluster: true, clusterPolicy: false }
      const classes = gpuObjects('dgx-gb300', dra, { platform: { kubernetes: '1.36' } })
      expect(classes.map(({ kind }) => kind)).toContain('DeviceClass')
      expect(await refusals(twin.cluster, classes)).toEqual([])
    })
  },
)
