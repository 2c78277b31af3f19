import type { Source } from '../source.ts'
import type { ForceNewRow } from './force-new.ts'

const source: Source = { key: 'TF-GOOGLE', grade: 'V' }
/** Of resources whose code was not read for this table: as their documentation is known. */
const known: Source = { key: 'TF-GOOGLE', grade: 'K' }

function row(type: string, fields: readonly string[], from = known): ForceNewRow {
  return { type, fields, source: from, standing: 'unproved' }
}

/** Of the machines of a node pool: everything but size of the pool, type of machine, labels, taints and tags. */
const machine = [
  'advanced_machine_features',
  'boot_disk_kms_key',
  'confidential_nodes',
  'enable_confidential_storage',
  'ephemeral_storage_local_ssd_config',
  'guest_accelerator',
  'gvnic',
  'host_maintenance_policy',
  'local_nvme_ssd_block_config',
  'metadata',
  'min_cpu_platform',
  'node_group',
  'oauth_scopes',
  'preemptible',
  'reservation_affinity',
  'secondary_boot_disks',
  'service_account',
  'shielded_instance_config',
  'sole_tenant_config',
  'spot',
].map((field) => `node_config.${field}`)

/** GKE, and the network and keys under it. */
export const googleForceNew: readonly ForceNewRow[] = [
  row(
    'google_container_cluster',
    [
      'name',
      'project',
      'location',
      'description',
      'network',
      'subnetwork',
      'networking_mode',
      'cluster_ipv4_cidr',
      'ip_allocation_policy',
      'datapath_provider',
      'default_max_pods_per_node',
      'enable_autopilot',
      'enable_kubernetes_alpha',
      'initial_node_count',
      'confidential_nodes',
      'private_cluster_config.master_ipv4_cidr_block',
      'private_cluster_config.private_endpoint_subnetwork',
    ],
    source,
  ),
  row(
    'google_container_node_pool',
    [
      'name',
      'name_prefix',
      'project',
      'cluster',
      'location',
      'initial_node_count',
      'max_pods_per_node',
      'placement_policy',
      'queued_provisioning',
      'network_config.additional_node_network_configs',
      'network_config.additional_pod_network_configs',
      ...machine,
    ],
    source,
  ),
  row('google_compute_network', ['name', 'project', 'auto_create_subnetworks', 'mtu', 'network_profile']),
  row('google_compute_subnetwork', ['name', 'project', 'network', 'region', 'ip_cidr_range', 'purpose']),
  row('google_compute_router', ['name', 'project', 'network', 'region']),
  row('google_compute_router_nat', ['name', 'project', 'router', 'region', 'type']),
  row('google_compute_firewall', ['name', 'project', 'network', 'direction']),
  row('google_kms_key_ring', ['name', 'project', 'location']),
  row('google_kms_crypto_key', [
    'name',
    'key_ring',
    'purpose',
    'import_only',
    'destroy_scheduled_duration',
    'skip_initial_version_creation',
  ]),
  row('google_kms_crypto_key_iam_member', ['crypto_key_id', 'role', 'member']),
  row('google_project_iam_member', ['project', 'role', 'member']),
  row('google_service_account', ['account_id', 'project']),
]
