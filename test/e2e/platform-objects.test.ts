import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type KubeObject, objectKey, stableText } from '#core'
import { stackOutlines, synthesised } from '#stacks'
import type { TerraformJson } from '#terraform'
import { anyPod } from '../kit/any-pod.ts'
import { platformCombinations, platformObjects } from '../kit/platform-combinations.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, serveKinds } from '../kit/strict-server.ts'

describe.skipIf(!compiledTools)(
  `platforms on a server that knows the operators' kinds${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let twin: SmallTwin

    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, ['gpu-operator-26.3.2', 'network-operator-26.1.2', 'nv-ipam'])
      await serveKinds(twin.cluster, ['jobset-0.12.0', 'kubeflow-trainer-2.3.0', 'prometheus-operator-88.5.3'])
      // Kueue's own kinds come with its chart, and its webhooks judge what we write
      const [platform] = stackOutlines(anyPod({ generation: 'dgx-h100', scalableUnits: 1 }))
      if (platform) await twin.deliver(onlyKueue(synthesised(platform).json))
    }, 240_000)
    afterAll(() => twin?.destroy(), 60_000)

    test('every object of every combination is accepted, each field of it known', async () => {
      const objects = distinct(platformCombinations.flatMap(platformObjects))
      const namespaces = new Map(
        objects.flatMap(({ metadata: { namespace } }) => (namespace ? [[namespace, namespaceOf(namespace)]] : [])),
      )
      await twin.cluster.applyAll([...namespaces.values()])
      expect(await refusals(twin.cluster, objects)).toEqual([])
      const kinds = new Set(objects.map(({ kind }) => kind))
      process.stdout.write(
        `${platformCombinations.length} platforms, ${objects.length} objects of ${kinds.size} kinds\n`,
      )
      expect([...kinds]).toEqual(
        expect.arrayContaining([
          'NicClusterPolicy',
          'SriovNetworkNodePolicy',
          'IPPool',
          'PrometheusRule',
          'StorageClass',
        ]),
      )
    }, 240_000)
  },
)

// an object that is there already would be merged with what is sent
function onlyKueue({ resource, ...json }: TerraformJson): TerraformJson {
  const { helm_release: releases, kubernetes_namespace_v1: namespaces } = resource ?? {}
  const kueue = releases?.['kueue']
  if (!kueue || !namespaces) throw new Error('the platform has no Kueue')
  return { ...json, resource: { kubernetes_namespace_v1: namespaces, helm_release: { kueue } } }
}

function distinct(objects: readonly KubeObject[]): KubeObject[] {
  return [...new Map(objects.map((object) => [`${objectKey(object)} ${stableText(object)}`, object])).values()]
}

function namespaceOf(name: string): KubeObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
}
