import type { Source } from '../source.ts'
import type { ForceNewRow } from './force-new.ts'

const source: Source = { key: 'TF-AWS', grade: 'V' }
/** Of resources whose code was not read for this table: as their documentation is known. */
const known: Source = { key: 'TF-AWS', grade: 'K' }

function row(type: string, fields: readonly string[], from = known): ForceNewRow {
  return { type, fields, source: from, standing: 'unproved' }
}

/** EKS, and the network, roles and keys under it. */
export const awsForceNew: readonly ForceNewRow[] = [
  row('aws_eks_cluster', [
    'name',
    'role_arn',
    'bootstrap_self_managed_addons',
    'access_config.bootstrap_cluster_creator_admin_permissions',
    'encryption_config',
    'kubernetes_network_config.ip_family',
    'kubernetes_network_config.service_ipv4_cidr',
    'outpost_config',
  ]),
  row(
    'aws_eks_node_group',
    [
      'ami_type',
      'capacity_type',
      'cluster_name',
      'disk_size',
      'instance_types',
      'launch_template.id',
      'launch_template.name',
      'node_group_name',
      'node_group_name_prefix',
      'node_role_arn',
      'remote_access',
      'subnet_ids',
    ],
    source,
  ),
  row('aws_eks_addon', ['addon_name', 'cluster_name']),
  row('aws_eks_access_entry', ['cluster_name', 'principal_arn', 'type']),
  row('aws_eks_access_policy_association', ['cluster_name', 'policy_arn', 'principal_arn', 'access_scope']),
  row('aws_eks_pod_identity_association', ['cluster_name', 'namespace', 'service_account']),
  row('aws_launch_template', ['name', 'name_prefix']),
  row('aws_placement_group', ['name', 'strategy', 'partition_count', 'spread_level']),
  row('aws_kms_key', ['customer_master_key_spec', 'key_usage', 'custom_key_store_id', 'multi_region']),
  row('aws_kms_alias', ['name', 'name_prefix']),
  row('aws_vpc', ['cidr_block', 'ipv4_ipam_pool_id']),
  row('aws_vpc_ipv4_cidr_block_association', ['vpc_id', 'cidr_block']),
  row('aws_subnet', ['vpc_id', 'cidr_block', 'availability_zone', 'availability_zone_id']),
  row('aws_internet_gateway', []),
  row('aws_eip', ['domain', 'network_border_group']),
  row('aws_nat_gateway', ['allocation_id', 'subnet_id', 'connectivity_type']),
  row('aws_route_table', ['vpc_id']),
  row('aws_route', ['route_table_id', 'destination_cidr_block']),
  row('aws_route_table_association', ['subnet_id', 'gateway_id']),
  row('aws_security_group', ['name', 'name_prefix', 'description', 'vpc_id']),
  row('aws_default_security_group', ['vpc_id']),
  row('aws_vpc_security_group_ingress_rule', ['security_group_id']),
  row('aws_vpc_security_group_egress_rule', ['security_group_id']),
  row('aws_vpc_endpoint', ['vpc_id', 'service_name', 'vpc_endpoint_type']),
  row('aws_flow_log', ['log_destination', 'vpc_id', 'iam_role_arn', 'traffic_type', 'max_aggregation_interval']),
  row('aws_cloudwatch_log_group', ['name', 'name_prefix', 'log_group_class']),
  row('aws_iam_role', ['name', 'name_prefix', 'path']),
  row('aws_iam_role_policy', ['name', 'name_prefix', 'role']),
  row('aws_iam_role_policy_attachment', ['role', 'policy_arn']),
  row('aws_iam_policy', ['name', 'name_prefix', 'path', 'description']),
]
