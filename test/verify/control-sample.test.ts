import { expect, test } from 'vitest'
import type { Cluster } from '#kube'
import type { Ground } from '../../verify/control/ground.ts'
import { samples } from '../../verify/control/sample.ts'
import { anyPod } from '../kit/any-pod.ts'

const sampled = (others: number) => {
  const file = { gpus: { guaranteed: 0, burst: 8 }, access: { members: ['people'] } }
  const names = Array.from({ length: others + 1 }, (_, index) => `t${String.fromCharCode(97 + (index % 26))}x${index}`)
  const tenants = Object.fromEntries(
    names.map((name) => [name, { ...file, access: { members: [name] }, namespaces: { a: {}, b: {} } }]),
  )
  const model = anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { tenants })
  const [tenant] = model.tenants
  if (!tenant) throw new Error('there is no tenant')
  const ground: Ground = { cluster: {} as Cluster, model, tenant, now: '2027-01-31T12:00:00Z' }
  return [samples['access/own-namespaces']?.(ground), samples['placement/own-systems']?.(ground)]
}

test('of few tenants everything is tried', () => {
  expect(sampled(7)).toMatchObject([
    { tried: 14, of: 14, what: 'namespaces of other tenants' },
    { tried: 7, of: 7, what: 'other tenants that submit work' },
  ])
  expect(sampled(0)).toMatchObject([
    { tried: 0, of: 0 },
    { tried: 0, of: 0 },
  ])
})

test('of a thousand tenants a sample is tried, over all of them, and it says of how many', () => {
  expect(sampled(1000)).toMatchObject([
    { tried: 250, of: 2000 },
    { tried: 63, of: 1000 },
  ])
})
