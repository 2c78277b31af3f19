import { expect, test } from 'vitest'
import { Pod, Target } from '#config'
import { modelFindings, podModel } from '#model'
import { loadedGefion } from '../kit/gefion.ts'

/** What is said of images whose names are not recorded, by place, where all images come from a registry of the site. */
async function unrecorded(generation: string, more: object = {}) {
  const gefion = await loadedGefion('metal')
  const target = Target.parse({
    kind: 'kubeconfig',
    context: 'tiny-admin',
    artifacts: { images: 'registry.example.org/mirror' },
  })
  const pod = Pod.parse({ name: 'gefion', systems: { generation, scalableUnits: 6 }, ...more })
  const model = podModel({ ...gefion, pod, tenants: [], target: { ...gefion.target, ...target } } as typeof gefion)
  return modelFindings(model, { at: '2026-11-24' })
    .filter(({ code }) => code === 'images/not-recorded')
    .map(({ path }) => path)
}

test('every chart that is installed by default is recorded, ComputeDomains among them', async () => {
  expect(await unrecorded('dgx-h100')).toEqual([])
  expect(await unrecorded('dgx-gb200')).toEqual([])
})

test('fails to say which images a chart of another version draws, whatever part of the platform it is', async () => {
  const vast = { backend: 'vast', vipPool: 'a', viewPolicy: 'b', storagePath: '/k8s', secret: 'vast-csi' }
  const platform = {
    observability: { version: '90.0.0' },
    gpuOperator: { computeDomains: { version: '0.9.0' } },
    kueue: { owner: 'external' },
  }
  expect(await unrecorded('dgx-gb200', { platform, storage: { projects: vast } })).toEqual([
    'platform.observability.version',
    'platform.gpuOperator.computeDomains.version',
    'storage.projects',
  ])
})
