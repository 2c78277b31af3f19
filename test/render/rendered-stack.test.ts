// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform's own template signs
import { describe, expect, test } from 'vitest'
import { rendered, renderedTypes } from '#render'
import { fillPlatform } from '../kit/every-construct.ts'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { addresses, jsonOf } from '../kit/loose-stack.ts'

const platform = jsonOf(fillPlatform)
const tenant = jsonOf(fillTenant, 'tiny-twin-tenant-ada')
const objectAt = (address: string) => rendered(tenant).objects.find((found) => found.address === address)?.object

test('the table has an entry for each type that our constructs make, and no other', () => {
  const made = [...addresses(platform), ...addresses(tenant)].map((address) => address.split('.')[0])
  expect([...new Set(made)].sort()).toEqual(renderedTypes)
})

describe('a typed resource becomes its object', () => {
  test('with the name that its token stands for', () => {
    expect(objectAt('kubernetes_resource_quota_v1.train_quota')).toMatchObject({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: {
        name: 'quota',
        namespace: 'ada-train',
        labels: { 'app.kubernetes.io/managed-by': 'superpod', 'superpod/stack': 'tiny-twin-tenant-ada' },
      },
      spec: { hard: { 'requests.nvidia.com/gpu': '16', 'requests.cpu': '1k', 'requests.memory': '2Ti', pods: '512' } },
    })
  })

  test('with numbers for ports, as the API has them', () => {
    expect(objectAt('kubernetes_network_policy_v1.train_network_egress-registry')).toMatchObject({
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          { to: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }, { port: 5000 }] },
        ],
      },
    })
  })

  test('a storage class with its fields in itself, and templates that are not ours as they are', () => {
    expect(rendered(platform).objects.find(({ object }) => object.metadata.name === 'exascaler')?.object).toMatchObject(
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        provisioner: 'exa.csi.ddn.com',
        reclaimPolicy: 'Retain',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        mountOptions: ['noatime'],
        allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.exa.csi.ddn.com/zone', values: ['hall-1'] }] }],
      },
    )
    expect(rendered(platform).objects.find(({ object }) => object.metadata.name === 'weka')?.object).toHaveProperty(
      ['parameters', 'csi.storage.k8s.io/provisioner-secret-namespace'],
      '${pvc.namespace}',
    )
  })

  test('with plural names for blocks that stand many times', () => {
    expect(objectAt('kubernetes_limit_range_v1.train_defaults')).toMatchObject({
      spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '1', memory: '4Gi' } }] },
    })
    expect(rendered(platform).objects.find(({ object }) => object.kind === 'ClusterRole')?.object).toHaveProperty(
      'rules',
    )
  })

  test('and a group gets no namespace', () => {
    expect(objectAt('kubernetes_role_binding_v1.train_access_member')).toMatchObject({
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'superpod-tenant-member' },
      subjects: [
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:ada' },
        { apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:guests' },
      ],
    })
    expect(JSON.stringify(objectAt('kubernetes_role_binding_v1.train_access_member'))).not.toContain('"namespace":""')
  })
})

describe('a release', () => {
  test('of a chart is its place, its version and its values', () => {
    expect(rendered(platform).releases.find(({ name }) => name === 'kueue')).toMatchObject({
      address: 'helm_release.kueue',
      namespace: 'kueue-system',
      chart: 'kueue',
      repository: 'oci://registry.k8s.io/kueue/charts',
      version: '0.19.2',
      values: { controllerManager: { replicas: 2 } },
    })
  })

  test('of objects is the objects', () => {
    const queues = rendered(tenant).releases.find(({ name }) => name === 'tenant-ada')
    expect(queues?.objects?.map(({ kind }) => kind)).toEqual(['ClusterQueue', 'LocalQueue'])
  })

  test('in a namespace of the stack has its name', () => {
    expect(rendered(platform).releases.find(({ name }) => name === 'gpu-operator')?.namespace).toBe('gpu-operator')
  })
})

test('what needs another comes after it', () => {
  const { order } = rendered(tenant)
  expect(order).toHaveLength(addresses(tenant).length)
  for (const address of addresses(tenant)) {
    expect(order.indexOf(address)).toBeGreaterThanOrEqual(order.indexOf('kubernetes_namespace_v1.train'))
  }
})

describe('what our constructs do not make', () => {
  const quota = (args: object) => ({
    resource: { kubernetes_resource_quota_v1: { quota: { metadata: { name: 'q' }, ...args } } },
  })

  test('fails with a type that has no rendering', () => {
    expect(() => rendered({ resource: { kubernetes_manifest: { a: {} } } })).toThrow(
      'kubernetes_manifest has no rendering',
    )
  })

  test('fails with an argument that has no rendering', () => {
    expect(() => rendered(quota({ spec: { scopes: ['Terminating'] } }))).toThrow(
      "kubernetes_resource_quota_v1.quota.spec has the argument 'scopes'",
    )
    expect(() => rendered({ resource: { helm_release: { a: { name: 'a', atomic: true } } } })).toThrow("'atomic'")
  })

  test('fails with any token but the name of an object', () => {
    for (const token of [
      '${var.x}',
      '${kubernetes_namespace_v1.a.id}',
      '%{ if true }',
      '${kubernetes_namespace_v1.gone.metadata[0].name}',
    ]) {
      expect(() => rendered(quota({ spec: { hard: { pods: token } } }))).toThrow()
    }
  })

  test('fails with resources that come after one another in a ring', () => {
    const ring = { metadata: { name: 'a' }, depends_on: ['kubernetes_namespace_v1.a'] }
    expect(() => rendered({ resource: { kubernetes_namespace_v1: { a: ring } } })).toThrow('in a ring')
  })
})
