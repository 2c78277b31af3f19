import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import { observabilityObjects } from '../kit/every-construct.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, serveKinds } from '../kit/strict-server.ts'

describe.skipIf(!compiledTools)(
  `a server that serves the operators' kinds${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let twin: SmallTwin
    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, ['gpu-operator-26.3.2', 'network-operator-26.1.2', 'nv-ipam', 'jobset-0.12.0'])
      await serveKinds(twin.cluster, ['kubeflow-trainer-2.3.0', 'prometheus-operator-88.5.3'])
    }, 180_000)
    afterAll(() => twin?.destroy())

    test('an unknown field is refused, and so is a value that the schema does not allow', async () => {
      const metadata = { name: 'cluster-policy' }
      const policy = (spec: object) => ({ apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', metadata, spec })
      const whole = {
        operator: {},
        driver: {},
        toolkit: {},
        devicePlugin: {},
        daemonsets: {},
        dcgm: {},
        dcgmExporter: {},
        gfd: {},
        nodeStatusExporter: {},
      }
      expect(await refusals(twin.cluster, [policy(whole)])).toEqual([])
      const [unknown, wrong] = await refusals(twin.cluster, [
        policy({ ...whole, drivers: {} }),
        policy({ ...whole, mig: { strategy: 'every' } }),
      ])
      expect(unknown).toContain('.spec.drivers')
      expect(wrong).toContain('every')
    })

    test('our rules and monitors are what the Prometheus operator reads', async () => {
      await twin.cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } })
      expect(await refusals(twin.cluster, observabilityObjects)).toEqual([])
      const [rules] = observabilityObjects
      const misspelt = { ...rules, spec: { groups: [{ name: 'a', rules: [{ alerts: 'A', expr: '1' }] }] } }
      expect(await refusals(twin.cluster, [misspelt as KubeObject])).toEqual([expect.stringContaining('alerts')])
    })
  },
)
