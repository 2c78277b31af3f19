import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imagePrefetch } from '#constructs'
import type { KubeObject } from '#core'
import { siteObject } from '../kit/site-object.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, serveKinds } from '../kit/strict-server.ts'

describe.skipIf(!compiledTools)(
  `what a site asks for, on a real API server${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let twin: SmallTwin
    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, ['network-operator-26.1.2'])
      const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' }
      await twin.cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'confined', labels } })
    }, 180_000)
    afterAll(() => twin?.destroy())

    test('a prefetch and its pods are accepted where Pod Security is restricted', async () => {
      const prefetch = siteObject(
        imagePrefetch({
          name: 'torch',
          namespace: 'confined',
          image: 'nvcr.io/nvidia/pytorch:26.01-py3',
          nodeSelector: { 'superpod/pool': 'shared' },
          tolerations: [],
        }),
      )
      const { template } = prefetch['spec'] as { template: { metadata: object; spec: object } }
      const metadata = { ...template.metadata, name: 'torch', namespace: 'confined' }
      const pod: KubeObject = { apiVersion: 'v1', kind: 'Pod', metadata, spec: template.spec }
      expect(await refusals(twin.cluster, [prefetch, pod])).toEqual([])
    })

    test('a NicClusterPolicy with Secrets, proxy and CA in its parts is accepted', async () => {
      const image = (name: string) => ({ image: name, repository: 'nvcr.io/nvidia/mellanox', version: '1' })
      const policy = {
        apiVersion: 'mellanox.com/v1alpha1',
        kind: 'NicClusterPolicy',
        metadata: { name: 'nic-cluster-policy' },
        spec: {
          nvIpam: image('nvidia-k8s-ipam'),
          ofedDriver: image('doca-driver'),
          secondaryNetwork: { multus: image('multus-cni'), cniPlugins: image('plugins'), ipoib: image('ipoib-cni') },
        },
      }
      expect(await refusals(twin.cluster, [siteObject(policy)])).toEqual([])
    })
  },
)
