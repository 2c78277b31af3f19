/** The same resources as a stack's JSON has, made by a bare cdktf app: what `synth` is measured against. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { HelmProvider } from '@cdktf/provider-helm/lib/provider/index.js'
import { Release } from '@cdktf/provider-helm/lib/release/index.js'
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1/index.js'
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1/index.js'
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js'
import { NetworkPolicyV1 } from '@cdktf/provider-kubernetes/lib/network-policy-v1/index.js'
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1/index.js'
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1/index.js'
import { App, type TerraformResource, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'

type ResourceClass = new (scope: Construct, id: string, config: never) => TerraformResource

const classes: Readonly<Record<string, ResourceClass>> = {
  helm_release: Release,
  kubernetes_cluster_role_v1: ClusterRoleV1,
  kubernetes_limit_range_v1: LimitRangeV1,
  kubernetes_namespace_v1: NamespaceV1,
  kubernetes_network_policy_v1: NetworkPolicyV1,
  kubernetes_resource_quota_v1: ResourceQuotaV1,
  kubernetes_role_binding_v1: RoleBindingV1,
}

const [stacks = '', outdir = ''] = process.argv.slice(2)
const app = new App({ outdir })
for (const name of readdirSync(stacks)) {
  const { resource } = JSON.parse(readFileSync(join(stacks, name, 'cdk.tf.json'), 'utf8'))
  const stack = new TerraformStack(app, name)
  new KubernetesProvider(stack, 'kubernetes', { configPath: 'kubeconfig' })
  new HelmProvider(stack, 'helm', { kubernetes: { configPath: 'kubeconfig' } })
  for (const [type, byName] of Object.entries<Record<string, unknown>>(resource)) {
    const Class = classes[type]
    if (!Class) throw new Error(`the bare app has no class for ${type}`)
    for (const [id, config] of Object.entries(byName)) new Class(stack, `${type}-${id}`, camelCased(config) as never)
  }
}
app.synth()

/** Arguments as the classes have them; what they refer to is text here. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased)
  if (typeof value === 'string') return value.replaceAll('${', '$${')
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== 'depends_on')
      .map(([key, inner]) => [
        key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        camelCased(inner),
      ]),
  )
}
