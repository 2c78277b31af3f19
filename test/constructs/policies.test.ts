import { describe, expect, test } from 'vitest'
import { gpuQueueGuard, namespaceGuard, nodeFeatureRule, workPolicies } from '#constructs'
import { modelFindings } from '#model'
import { anyPod } from '../kit/any-pod.ts'
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

  test('trusts the Trainer with what Kueue holds, and nothing else does: it copies tolerations as tenants wrote them', () => {
    expect(text).toContain(':kubeflow-system:')
    expect(JSON.stringify(workPolicies())).not.toContain(':kubeflow-system:')
  })

  test('trusts controllers of namespaces that no tenant can have', () => {
    const named = [...`${text}${JSON.stringify(workPolicies())}`.matchAll(/system:serviceaccount:([a-z0-9-]+):/g)]
    const trusted = new Set(named.map(([, namespace]) => namespace))
    expect(trusted).toContain('lws-system')
    for (const namespace of trusted) {
      const [, tenant = '', room = ''] = /^(.*)-([^-]+)$/.exec(namespace ?? '') ?? []
      // the schema refuses a tenant of that name
      if (tenant === 'kube') continue
      const own = { gpus: { guaranteed: 0, burst: 8 }, namespaces: { [room]: {} } }
      const pod = anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { tenants: { [tenant]: own } })
      expect(modelFindings(pod, { at: '2026-01-01' }).map(({ code }) => code)).toContain('namespace/clash')
    }
  })

  test('looks at every kind that a tenant may write and that has pods', () => {
    for (const kind of ['pods', 'jobs', 'deployments', 'statefulsets', 'jobsets', 'leaderworkersets']) {
      expect(text).toContain(`"${kind}"`)
    }
  })
})

describe('policies on tenants’ work', () => {
  const ofKind = (kind: string, objects = workPolicies()) => objects.filter((object) => object.kind === kind)

  test('are five, each bound to tenants’ namespaces only, and refuse where they cannot be evaluated', () => {
    const policies = ofKind('ValidatingAdmissionPolicy')
    const bindings = ofKind('ValidatingAdmissionPolicyBinding')
    expect(policies).toHaveLength(5)
    expect(bindings.map(({ metadata }) => metadata.name)).toEqual(policies.map(({ metadata }) => metadata.name))
    for (const policy of policies) expect(policy).toMatchObject({ spec: { failurePolicy: 'Fail' } })
    for (const binding of bindings) {
      expect(binding).toMatchObject({
        spec: {
          validationActions: ['Deny', 'Audit'],
          matchResources: { namespaceSelector: { matchExpressions: [{ key: 'superpod/tenant', operator: 'Exists' }] } },
        },
      })
    }
  })

  test('warn and record in mode audit', () => {
    for (const binding of ofKind('ValidatingAdmissionPolicyBinding', workPolicies({ mode: 'audit' }))) {
      expect(binding).toMatchObject({ spec: { validationActions: ['Warn', 'Audit'] } })
    }
  })

  test('bind an exempt tenant apart from the others', () => {
    const bindings = ofKind('ValidatingAdmissionPolicyBinding', workPolicies({ exempt: { placed: ['ada'] } }))
    expect(bindings).toHaveLength(6)
    expect(bindings.filter(({ metadata }) => metadata.name.startsWith('superpod-placed-work'))).toMatchObject([
      {
        spec: {
          matchResources: { namespaceSelector: { matchExpressions: [{}, { operator: 'NotIn', values: ['ada'] }] } },
        },
      },
      {
        spec: {
          validationActions: ['Warn', 'Audit'],
          matchResources: { namespaceSelector: { matchExpressions: [{}, { operator: 'In', values: ['ada'] }] } },
        },
      },
    ])
  })

  test('allow a grace period of ten minutes, or what config says', () => {
    const limits = (props?: Parameters<typeof workPolicies>[0]) =>
      [...JSON.stringify(workPolicies(props)).matchAll(/terminationGracePeriodSeconds <= (\d+)/g)].map(
        ([, most]) => most,
      )
    expect(limits()).toEqual(['600'])
    expect(limits({ graceSeconds: 3600 })).toEqual(['3600'])
  })

  test('hold no grace period or affinity against a controller’s pod, whose parent was judged when it was written', () => {
    const judges = workPolicies().flatMap(
      ({ spec }) => (spec as { validations?: { expression: string }[] }).validations ?? [],
    )
    for (const field of [
      'terminationGracePeriodSeconds',
      'podAntiAffinity',
      'alpha.jobset.sigs.k8s.io/exclusive-topology',
    ]) {
      const [judge] = judges.filter(({ expression }) => expression.includes(field))
      expect(judge?.expression).toMatch(/^variables\.askedByController \|\| /)
    }
  })

  test('never judge by owner references, which anybody can write', () => {
    expect(JSON.stringify(workPolicies())).not.toContain('ownerReferences')
  })

  test('say what no policy on pods can close', () => {
    const [contained] = workPolicies()
    expect(contained?.metadata['annotations']).toMatchObject({
      'superpod/does-not-close': expect.stringContaining('ENV of an image'),
    })
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
