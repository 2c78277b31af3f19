import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Change } from '#delivery'
import { refuseNewData } from '../../delivery/held-volumes.ts'
import { boundVolumes } from '../kit/bound-volumes.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'

const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ada-train' } }
const going: Change = {
  address: 'kubernetes_namespace_v1.train',
  action: 'delete',
  kind: 'Namespace',
  namespace: '',
  name: 'ada-train',
}

describe.skipIf(!compiledTools)(`data${compiledTools ? '' : ' (skipped: no compiled tools)'}`, () => {
  let twin: SmallTwin
  beforeAll(async () => {
    if (compiledTools) twin = await smallTwin(compiledTools)
  }, 180_000)
  afterAll(() => twin?.destroy(), 60_000)

  test('that came to a namespace after its plan was read is not taken along', { timeout: 60_000 }, async () => {
    await twin.cluster.create(namespace)
    await expect(refuseNewData(twin.cluster, [going])).resolves.toBeUndefined()
    await boundVolumes(twin.cluster, 'ada-train')
    await expect(refuseNewData(twin.cluster, [going])).rejects.toMatchObject({
      exitCode: 1,
      findings: [{ code: 'guard/volumes-hold-data', path: 'Namespace/ada-train' }],
    })
    await expect(refuseNewData(twin.cluster, [{ ...going, action: 'update' }])).resolves.toBeUndefined()
  })
})
