import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rendered } from '#render'
import { fillPlatform } from '../kit/every-construct.ts'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { jsonOf } from '../kit/loose-stack.ts'
import { compiledTools, type SmallTwin, smallTwin } from '../kit/small-twin.ts'
import { refusals } from '../kit/strict-server.ts'

describe.skipIf(!compiledTools)(
  `storage on a real API server${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let twin: SmallTwin
    beforeAll(async () => {
      if (compiledTools) twin = await smallTwin(compiledTools)
    }, 180_000)
    afterAll(() => twin?.destroy())

    const claim = (storageClassName: string, storage: string) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: `data-${storageClassName}`, namespace: 'ada-train' },
      spec: { storageClassName, accessModes: ['ReadWriteMany'], resources: { requests: { storage } } },
    })

    test('accepts the class of every backend', async () => {
      const classes = rendered(jsonOf(fillPlatform)).objects.filter(({ object }) => object.kind === 'StorageClass')
      expect(classes).toHaveLength(7)
      expect(
        await refusals(
          twin.cluster,
          classes.map(({ object }) => object),
        ),
      ).toEqual([])
    })

    test('lets a tenant claim what it was granted, no more of it, and nothing of any other class', async () => {
      const { objects } = rendered(jsonOf(fillTenant))
      const kept = objects
        .map(({ object }) => object)
        .filter(({ kind }) => ['Namespace', 'ResourceQuota'].includes(kind))
      await twin.cluster.applyAll(kept)
      const [quota] = kept.filter(({ kind }) => kind === 'ResourceQuota')
      if (quota)
        await twin.cluster.waitFor(quota, 'counted', (live) => JSON.stringify(live?.['status'] ?? {}).includes('used'))
      expect(await refusals(twin.cluster, [claim('scratch', '2Ti')])).toEqual([])
      const [more] = await refusals(twin.cluster, [claim('scratch', '3Ti')])
      expect(more).toContain('scratch.storageclass.storage.k8s.io/requests.storage')
      const [other] = await refusals(twin.cluster, [claim('home', '1Gi')])
      expect(other).toContain('home.storageclass.storage.k8s.io/requests.storage')
      const [foreign] = await refusals(twin.cluster, [claim('somebody-s', '21Ti')])
      expect(foreign).toContain('requests.storage')
    })
  },
)
