import { describe, expect, test } from 'vitest'
import { gpuQueueGuard, namespaceGuard, nodeFeatureRule } from '#constructs'
import { gpuTaint } from '../kit/every-construct.ts'

describe('the guard of namespaces', () => {
  const [policy, binding] = namespaceGuard()

  test('refuses to delete those of active tenants, whoever asks', () => {
    expect(policy).toMatchObject({
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          resourceRules: [{ operations: ['DELETE'], resources: ['namespaces'] }],
          objectSelector: { matchLabels: { 'superpod/state': 'active' } },
        },
        validations: [{ expression: 'false' }],
      },
    })
    expect(binding).toMatchObject({ spec: { policyName: policy?.metadata.name, validationActions: ['Deny'] } })
  })
})

describe('the guard of GPU work', () => {
  const [policy, binding] = gpuQueueGuard()
  const text = JSON.stringify(policy)

  test('stands in tenants’ namespaces only', () => {
    expect(binding).toMatchObject({
      spec: {
        matchResources: { namespaceSelector: { matchExpressions: [{ key: 'superpod/tenant', operator: 'Exists' }] } },
      },
    })
  })

  test('judges by who asks, and by nothing that anybody can write', () => {
    expect(text).toContain('request.userInfo.username')
    expect(text).not.toContain('object.metadata.ownerReferences')
  })

  test('trusts more controllers where it is told to', () => {
    const trusted = (controllers: string[]) => JSON.stringify(gpuQueueGuard({ controllers })).includes(':argo:')
    expect([trusted([]), trusted(['argo'])]).toEqual([false, true])
  })

  test('looks at every kind that a tenant may write and that has pods', () => {
    for (const kind of ['pods', 'jobs', 'deployments', 'statefulsets', 'jobsets', 'leaderworkersets']) {
      expect(text).toContain(`"${kind}"`)
    }
  })
})

test('a node gets labels and taints by its name', () => {
  const rule = nodeFeatureRule({ name: 'pool-ada', nodes: ['n1', 'n2'], labels: { a: 'b' }, taints: [gpuTaint] })
  expect(rule).toMatchObject({
    metadata: { name: 'superpod-pool-ada' },
    spec: {
      rules: [
        {
          labels: { a: 'b' },
          taints: [gpuTaint],
          matchFeatures: [
            { feature: 'system.name', matchExpressions: { nodename: { op: 'In', value: ['n1', 'n2'] } } },
          ],
        },
      ],
    },
  })
})
