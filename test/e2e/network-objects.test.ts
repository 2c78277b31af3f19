import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { railNetwork } from '#constructs'
import { railObjects } from '../kit/every-construct.ts'
import { railNetworks } from '../kit/every-tenant-construct.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals, type SchemaSet, serveKinds } from '../kit/strict-server.ts'

const namespaces = ['nvidia-network-operator', 'ada-train'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
}))

describe.each(['network-operator-26.1.2', 'network-operator-26.4.1'] satisfies SchemaSet[])(
  `the kinds of %s${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  (set) => {
    let twin: SmallTwin | undefined
    beforeAll(async () => {
      if (!compiledTools) return
      twin = await smallTwin(compiledTools)
      await serveKinds(twin.cluster, [set, 'nv-ipam'])
      await twin.cluster.applyAll(namespaces)
    }, 180_000)
    afterAll(() => twin?.destroy())

    test.skipIf(!compiledTools)('take everything that we write for rails and tenants, field by field', async () => {
      if (twin) expect(await refusals(twin.cluster, [...railObjects(), ...railNetworks.map(railNetwork)])).toEqual([])
    })
  },
)
