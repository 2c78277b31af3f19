import { expect, test } from 'vitest'
import { stateAddresses } from '../../delivery/applied-record.ts'

test('what an apply began to make when it was killed is in its state, but was not made for all it knows', () => {
  const made = { mode: 'managed', type: 'kubernetes_namespace_v1', name: 'train', instances: [{ attributes: {} }] }
  const begun = { mode: 'managed', type: 'kubernetes_network_policy_v1', name: 'dns', instances: [] }
  expect(stateAddresses({ serial: 3, lineage: 'a', resources: [made, begun] })).toEqual([
    'kubernetes_namespace_v1.train',
  ])
})
