import type { Source } from '../source.ts'
import type { ForceNewRow } from './force-new.ts'

const source: Source = { key: 'TF-KUBERNETES', grade: 'V' }
const named = ['metadata.name']
const inNamespace = [...named, 'metadata.namespace']

function row(type: string, fields: readonly string[]): ForceNewRow {
  return { type, fields, source, standing: 'proved' }
}

/** What is on a cluster: each field was tried with the providers themselves. */
export const kubernetesForceNew: readonly ForceNewRow[] = [
  row('kubernetes_namespace_v1', named),
  row('kubernetes_cluster_role_v1', named),
  row('kubernetes_config_map_v1', inNamespace),
  // its name is fixed: the one that every namespace has
  row('kubernetes_default_service_account_v1', ['metadata.namespace']),
  row('kubernetes_limit_range_v1', inNamespace),
  row('kubernetes_network_policy_v1', inNamespace),
  row('kubernetes_resource_quota_v1', inNamespace),
  row('kubernetes_role_binding_v1', [...inNamespace, 'role_ref']),
  row('kubernetes_storage_class_v1', [
    ...named,
    'storage_provisioner',
    'parameters',
    'volume_binding_mode',
    'mount_options',
    'allowed_topologies',
  ]),
  { ...row('helm_release', ['name', 'namespace']), source: { key: 'TF-HELM', grade: 'V' } },
]
