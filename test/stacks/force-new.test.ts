import { describe, expect, test } from 'vitest'
import { forceNewRow, forceNewRows, isForceNew } from '#catalog'
import { fieldChanges } from '#core'
import type { TerraformJson } from '#terraform'
import { type Cloud, type CloudPod, clusterJson } from '../kit/cloud-pod.ts'
import { gefionStacks } from '../kit/gefion.ts'

const clouds = ['eks', 'gke', 'aks'] as const
const ada = { gpus: { guaranteed: 16, burst: 16 }, placement: { dedicated: ['su1-r01'] } }
const h100 = (scalableUnits: number): CloudPod => ({ systems: { scalableUnits } })

/** Resources of two states of a stack that a provider would replace, with the field that makes it. */
function replaced(before: TerraformJson, after: TerraformJson): string[] {
  return Object.entries(before.resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).flatMap(([name, body]) => {
      const now = after.resource?.[type]?.[name]
      // what goes is deleted: no edit below takes anything away
      if (now === undefined) return [`${type}.${name} is gone`]
      return fieldChanges(body, now)
        .filter(({ path }) => isForceNew(type, path))
        .map(({ path }) => `${type}.${name} ${path.join('.')}`)
    }),
  )
}

/** Edits that nobody should have to think about, by what they are: before and after. */
const innocent: Record<string, (cloud: Cloud) => readonly [CloudPod, CloudPod]> = {
  'another label or tag': (cloud) => [
    {},
    { section: cloud === 'gke' ? { labels: { team: 'ops' } } : { tags: { team: 'ops' } } },
  ],
  'another minor of Kubernetes': () => [{}, { platform: { kubernetes: '1.36' } }],
  'one more unit': () => [h100(1), h100(2)],
  'one more tenant with systems of its own': () => [{}, { tenants: { ada } }],
  'one more management node': () => [{}, { management: 9 }],
}

describe.each(clouds)('on %s', (cloud) => {
  test.each(Object.keys(innocent))('%s replaces nothing', async (edit) => {
    const [before, after] = innocent[edit]?.(cloud) ?? [{}, {}]
    const [was, is] = [await clusterJson(cloud, before), await clusterJson(cloud, after)]
    expect(fieldChanges(was, is)).not.toEqual([])
    expect(replaced(was, is)).toEqual([])
  })

  test('the table has a row for every type of resource, whose fields are fields of it', async () => {
    const { resource = {} } = await clusterJson(cloud)
    expect(Object.keys(resource).filter((type) => forceNewRow(type) === undefined)).toEqual([])
  })
})

test('another zone, network or machine is known to replace a pool or a cluster', async () => {
  const [was, is] = [
    await clusterJson('gke'),
    await clusterJson('gke', { section: { systems: { zone: 'europe-west4-b', type: 'a3-highgpu-8g' } } }),
  ]
  expect(replaced(was, is).join('\n')).toContain('google_container_node_pool.su1 node_config.guest_accelerator')
  expect(isForceNew('google_container_cluster', ['datapath_provider'])).toBe(true)
  expect(isForceNew('google_container_cluster', ['resource_labels', 'team'])).toBe(false)
})

test.each(['twin', 'metal'])('the table has a row for every type of resource on %s', async (target) => {
  const stacks = [...(await gefionStacks(target)).values()]
  const types = new Set(stacks.flatMap(({ json }) => Object.keys(json.resource ?? {})))
  expect([...types].filter((type) => forceNewRow(type) === undefined)).toEqual([])
})

test('no type has two rows, and what is proved is what a plan was run on', () => {
  const types = forceNewRows.map(({ type }) => type)
  expect(new Set(types).size).toBe(types.length)
  const proved = forceNewRows.filter(({ standing }) => standing === 'proved')
  expect(proved.every(({ type }) => type.startsWith('kubernetes_') || type === 'helm_release')).toBe(true)
})
