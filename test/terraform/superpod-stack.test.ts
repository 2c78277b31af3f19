import { RootConstruct } from 'constructs'
import { expect, test } from 'vitest'
import { stableText } from '#core'
import { NamespaceV1, SuperpodStack, synthesisedJson } from '#terraform'
import { fillPlatform } from '../kit/every-construct.ts'
import { fillTenant } from '../kit/every-tenant-construct.ts'
import { addresses, jsonOf, looseStack } from '../kit/loose-stack.ts'

const namespace = (stack: SuperpodStack, id: string) => new NamespaceV1(stack, id, { metadata: { name: id } })

test('addresses are written for people: no hash, and no word that says nothing', () => {
  expect(addresses(jsonOf(fillTenant))).toEqual([
    'helm_release.expiry',
    'helm_release.queues',
    'kubernetes_config_map_v1.train_site_proxy',
    'kubernetes_default_service_account_v1.train_site',
    'kubernetes_limit_range_v1.train_defaults',
    'kubernetes_namespace_v1.train',
    'kubernetes_network_policy_v1.train_network_default-deny',
    'kubernetes_network_policy_v1.train_network_dns',
    'kubernetes_network_policy_v1.train_network_egress-registry',
    'kubernetes_network_policy_v1.train_network_same-namespace',
    'kubernetes_resource_quota_v1.train_quota',
    'kubernetes_role_binding_v1.train_access_admin',
    'kubernetes_role_binding_v1.train_access_auditor',
    'kubernetes_role_binding_v1.train_access_member',
  ])
})

test('fails when two constructs would have one address', () => {
  const stack = looseStack()
  namespace(stack, 'Train')
  namespace(stack, 'train')
  expect(() => synthesisedJson(stack)).toThrow('would both have the address kubernetes_namespace_v1.train')
})

test('fails when an id makes no Terraform name', () => {
  const stack = looseStack()
  namespace(stack, 'büro')
  expect(() => synthesisedJson(stack)).toThrow("'büro'")
})

test('a name that begins with a digit gets an underscore, which Terraform wants', () => {
  expect(addresses(jsonOf((stack) => void namespace(stack, '3d')))).toEqual(['kubernetes_namespace_v1._3d'])
})

test('providers are named in full and pinned, for each engine', () => {
  const required = (engine: 'terraform' | 'tofu') =>
    synthesisedJson(new SuperpodStack(new RootConstruct(), 's', { engine, kubeconfig: 'k', state: 's' })).terraform?.[
      'required_providers'
    ]
  expect(required('terraform')).toEqual({
    helm: { source: 'registry.terraform.io/hashicorp/helm', version: '3.1.1' },
    kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' },
  })
  expect(required('tofu')).toEqual({
    helm: { source: 'registry.opentofu.org/hashicorp/helm', version: '3.1.1' },
    kubernetes: { source: 'registry.opentofu.org/hashicorp/kubernetes', version: '2.38.0' },
  })
})

test('no path of this machine, no stack trace and no construct path reaches the JSON', () => {
  const text = stableText(jsonOf(fillPlatform))
  expect(text).not.toContain(process.cwd())
  expect(text.match(/"\/\/"/g)).toHaveLength(1)
})

test('the same construction makes the same text', () => {
  expect(stableText(jsonOf(fillPlatform))).toBe(stableText(jsonOf(fillPlatform)))
})

test('one namespace less takes that namespace away and changes nothing else', () => {
  const both = jsonOf((stack) => void ['serve', 'train'].map((id) => namespace(stack, id)))
  const one = jsonOf((stack) => void namespace(stack, 'train'))
  expect(addresses(both).filter((address) => !addresses(one).includes(address))).toEqual([
    'kubernetes_namespace_v1.serve',
  ])
  expect(one.resource?.['kubernetes_namespace_v1']?.['train']).toEqual(
    both.resource?.['kubernetes_namespace_v1']?.['train'],
  )
})
