import { describe, expect, test } from 'vitest'
import { clusterQueue, TenantNamespace, TenantQueues, tenantRoleRules } from '#constructs'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { jsonOf, resourceAt, valuesAt } from '../kit/loose-stack.ts'

const tenant = jsonOf(fillTenant, 'tiny-twin-tenant-ada')

describe('a namespace of a tenant', () => {
  test('says whose it is, that it may not be deleted, and what its pods may ask of a node', () => {
    expect(resourceAt(tenant, 'kubernetes_namespace_v1.train')).toMatchObject({
      metadata: {
        name: 'ada-train',
        labels: {
          'app.kubernetes.io/managed-by': 'superpod',
          'pod-security.kubernetes.io/enforce': 'restricted',
          'superpod/pod': 'tiny',
          'superpod/stack': 'tiny-twin-tenant-ada',
          'superpod/state': 'active',
          'superpod/tenant': 'ada',
        },
      },
    })
  })

  const storage = {
    'requests.storage': '20Ti',
    'scratch.storageclass.storage.k8s.io/requests.storage': '2Ti',
    'burst.storageclass.storage.k8s.io/requests.storage': '18Ti',
    'burst.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
    'home.storageclass.storage.k8s.io/requests.storage': '0',
  }

  test('has its quota as the API writes it back, so that the second plan is empty', () => {
    expect(resourceAt(tenant, 'kubernetes_resource_quota_v1.train_quota')['spec']).toEqual({
      hard: {
        'requests.nvidia.com/gpu': '16',
        'requests.cpu': '1k',
        'requests.memory': '2Ti',
        pods: '512',
        ...storage,
      },
    })
  })

  test('has no limit on CPU and memory where nobody knows them', () => {
    const json = jsonOf((stack) => {
      const quota = { gpus: 8, pods: 256 }
      new TenantNamespace(stack, 'train', { name: 'a', tenant: 'a', pod: 'p', state: 'active', quota })
    })
    expect(resourceAt(json, 'kubernetes_resource_quota_v1.train_quota')['spec']).toEqual({
      hard: { 'requests.nvidia.com/gpu': '8', pods: '256' },
    })
  })

  test('gives what names no CPU a request, but no limit', () => {
    const { limit } = resourceAt(tenant, 'kubernetes_limit_range_v1.train_defaults')['spec'] as { limit: object[] }
    expect(limit).toEqual([{ type: 'Container', default_request: { cpu: '1', memory: '4Gi' } }])
  })
})

describe('the network of a tenant', () => {
  const spec = (name: string) => resourceAt(tenant, `kubernetes_network_policy_v1.train_network_${name}`)['spec']

  test('is closed both ways unless something opens it', () => {
    expect(spec('default-deny')).toEqual({ pod_selector: {}, policy_types: ['Ingress', 'Egress'] })
  })

  test('reaches a declared destination on its ports, and no other', () => {
    expect(spec('egress-registry')).toEqual({
      pod_selector: {},
      policy_types: ['Egress'],
      egress: [
        {
          to: [{ ip_block: { cidr: '192.0.2.0/24' } }],
          ports: [
            { protocol: 'TCP', port: '443' },
            { protocol: 'TCP', port: '5000' },
          ],
        },
      ],
    })
  })
})

describe('the people of a tenant', () => {
  test('are groups, each bound to the role that its name says', () => {
    expect(resourceAt(tenant, 'kubernetes_role_binding_v1.train_access_member')).toMatchObject({
      role_ref: { kind: 'ClusterRole', name: 'superpod-tenant-member' },
      subject: [{ name: 'oidc:ada' }, { name: 'oidc:guests' }],
    })
  })

  test('who audit are bound to a role of their own', () => {
    expect(resourceAt(tenant, 'kubernetes_role_binding_v1.train_access_auditor')).toMatchObject({
      role_ref: { kind: 'ClusterRole', name: 'superpod-tenant-auditor' },
      subject: [{ name: 'oidc:audit' }],
    })
  })

  test('have no binding where a role has no group', () => {
    expect(tenant.resource?.['kubernetes_role_binding_v1']).not.toHaveProperty('train_access_viewer')
  })

  const writes = ['create', 'update', 'patch', 'delete', 'deletecollection', 'bind', 'escalate', 'impersonate', '*']
  const guarded = [
    'namespaces',
    'resourcequotas',
    'limitranges',
    'networkpolicies',
    'roles',
    'rolebindings',
    'localqueues',
    'workloads',
    'clusterqueues',
    'daemonsets',
    'replicasets',
    'replicationcontrollers',
    'pods/status',
    'serviceaccounts/token',
    '*',
  ]

  test.each(Object.entries(tenantRoleRules))('as %s never write what keeps tenants apart', (_role, rules) => {
    const writing = rules.filter(({ verbs }) => verbs.some((verb) => writes.includes(verb)))
    expect(writing.flatMap(({ resources }) => resources).filter((name) => guarded.includes(name))).toEqual([])
  })

  test.each(['viewer', 'auditor'] as const)('who only look, as %s, see no secrets and change nothing', (role) => {
    const rules = tenantRoleRules[role]
    const resources = rules.flatMap((rule) => rule.resources)
    expect(resources).not.toContain('secrets')
    expect(resources.filter((name) => /\/(exec|attach|portforward|proxy|token)$/.test(name))).toEqual([])
    expect(new Set(rules.flatMap(({ verbs }) => verbs))).toEqual(new Set(['get', 'list', 'watch']))
  })

  test('who audit read what viewers read, and who may do what with how much', () => {
    const names = (role: 'viewer' | 'auditor') => tenantRoleRules[role].flatMap(({ resources }) => resources)
    expect(names('auditor')).toEqual(
      expect.arrayContaining([...names('viewer'), 'roles', 'rolebindings', 'resourcequotas']),
    )
    expect(names('viewer')).not.toContain('rolebindings')
  })
})

describe('the queue of a tenant', () => {
  const amounts = { guaranteed: { gpus: 8 }, burst: { gpus: 24 } }

  test('borrows up to its burst from its cohort, and is reclaimed fairly', () => {
    expect(clusterQueue({ tenant: 'ada', flavor: 'f', cohort: 'tiny', ...amounts })).toMatchObject({
      spec: {
        cohortName: 'tiny',
        resourceGroups: [
          { flavors: [{ resources: [{ name: 'nvidia.com/gpu', nominalQuota: '8', borrowingLimit: '16' }] }] },
        ],
        preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
      },
    })
  })

  test('of no cohort has no limits, which Kueue refuses there', () => {
    const queue = clusterQueue({ tenant: 'ada', flavor: 'f', ...amounts })
    expect(JSON.stringify(queue)).not.toMatch(/borrowingLimit|lendingLimit|cohortName/)
    expect(queue).toHaveProperty('spec.preemption.reclaimWithinCohort', 'Never')
  })

  test('never mixes fair sharing with borrowing by preemption', () => {
    expect(JSON.stringify(clusterQueue({ tenant: 'ada', flavor: 'f', cohort: 'c', ...amounts }))).not.toContain(
      'borrowWithinCohort',
    )
  })

  test('lends no more than it says, and borrows by its weight', () => {
    const lend = { gpus: 2, cpus: 26, memoryGiB: 248 }
    const guaranteed = { gpus: 8, cpus: 208, memoryGiB: 1984 }
    const queue = clusterQueue({ tenant: 'ada', flavor: 'f', cohort: 'tiny', ...amounts, guaranteed, lend, weight: 3 })
    expect(queue['spec']).toMatchObject({ fairSharing: { weight: '3' } })
    const limits = /"lendingLimit":"(\w+)"/g
    expect([...JSON.stringify(queue).matchAll(limits)].map(([, limit]) => limit)).toEqual(['26', '248Gi', '2'])
    const alone = JSON.stringify(clusterQueue({ tenant: 'ada', flavor: 'f', ...amounts, lend, weight: 3 }))
    expect(alone).not.toMatch(/lendingLimit|fairSharing/)
  })

  test('gives way as it is told to, and to nobody else where it shares with nobody', () => {
    const preemption = {
      withinClusterQueue: 'Never',
      reclaimWithinCohort: 'LowerPriority',
      borrowWithinCohort: 'LowerPriority',
    } as const
    const props = { tenant: 'ada', flavor: 'f', ...amounts, preemption, strategy: 'StrictFIFO' as const }
    expect(clusterQueue({ ...props, cohort: 'tiny' })['spec']).toMatchObject({
      queueingStrategy: 'StrictFIFO',
      preemption: { ...preemption, borrowWithinCohort: { policy: 'LowerPriority' } },
    })
    expect(clusterQueue(props)['spec']).toMatchObject({
      preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' },
    })
  })

  test('has the resources of a flavor in the order that it covers them', () => {
    const { objects } = valuesAt(tenant, 'helm_release.queues') as { objects: Record<string, object> }
    const names = ['cpu', 'memory', 'nvidia.com/gpu']
    expect(objects['ClusterQueue/ada']).toMatchObject({
      spec: {
        resourceGroups: [{ coveredResources: names, flavors: [{ resources: names.map((name) => ({ name })) }] }],
      },
    })
  })

  test('has a door called default in each namespace', () => {
    const { objects } = valuesAt(tenant, 'helm_release.queues') as { objects: Record<string, object> }
    expect(objects['LocalQueue/ada-train/default']).toMatchObject({ spec: { clusterQueue: 'ada' } })
  })

  test.each([
    ['active', []],
    ['suspended', ['"stopPolicy":"Hold"']],
    ['retired', ['"stopPolicy":"HoldAndDrain"']],
  ] as const)('of a tenant that is %s is stopped by %j alone', (state, stop) => {
    const json = jsonOf((stack) => {
      const queue = { tenant: 'ada', flavor: 'f', state, namespaces: [], dependsOn: [], ...amounts } as const
      new TenantQueues(stack, 'queues', queue)
    })
    expect(JSON.stringify(valuesAt(json, 'helm_release.queues')).match(/"stopPolicy":"\w+"/g) ?? []).toEqual(stop)
  })
})
