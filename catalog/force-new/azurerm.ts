import type { ForceNewRow } from './force-new.ts'
import { unproved } from './unproved.ts'

const row = unproved('TF-AZURERM')
const placed = ['name', 'resource_group_name', 'location']

/** AKS, and the network, identities and keys under it. */
export const azurermForceNew: readonly ForceNewRow[] = [
  row(
    'azurerm_kubernetes_cluster',
    [
      ...placed,
      'disk_encryption_set_id',
      'dns_prefix',
      'dns_prefix_private_cluster',
      'edge_zone',
      'node_resource_group',
      'private_cluster_enabled',
      'private_dns_zone_id',
      'role_based_access_control_enabled',
      'default_node_pool.capacity_reservation_group_id',
      'default_node_pool.gpu_driver',
      'default_node_pool.gpu_instance',
      'default_node_pool.host_group_id',
      'default_node_pool.proximity_placement_group_id',
      'network_profile.dns_service_ip',
      'network_profile.load_balancer_sku',
      'network_profile.network_mode',
      'network_profile.network_plugin',
      'network_profile.pod_cidr',
      'network_profile.service_cidr',
    ],
    'V',
  ),
  row(
    'azurerm_kubernetes_cluster_node_pool',
    [
      'name',
      'kubernetes_cluster_id',
      'capacity_reservation_group_id',
      'eviction_policy',
      'gpu_driver',
      'gpu_instance',
      'host_group_id',
      'node_public_ip_prefix_id',
      'os_type',
      'priority',
      'proximity_placement_group_id',
      'spot_max_price',
      'windows_profile',
    ],
    'V',
  ),
  row('azurerm_resource_group', ['name', 'location']),
  row('azurerm_log_analytics_workspace', placed),
  row('azurerm_monitor_diagnostic_setting', ['name', 'target_resource_id']),
  row('azurerm_virtual_network', placed),
  row('azurerm_subnet', ['name', 'resource_group_name', 'virtual_network_name']),
  row('azurerm_network_security_group', placed),
  row('azurerm_subnet_network_security_group_association', ['subnet_id', 'network_security_group_id']),
  row('azurerm_nat_gateway', [...placed, 'sku_name', 'zones']),
  row('azurerm_nat_gateway_public_ip_association', ['nat_gateway_id', 'public_ip_address_id']),
  row('azurerm_subnet_nat_gateway_association', ['subnet_id', 'nat_gateway_id']),
  row('azurerm_public_ip', [...placed, 'sku', 'sku_tier', 'ip_version', 'zones']),
  row('azurerm_user_assigned_identity', placed),
  row('azurerm_role_assignment', ['name', 'scope', 'role_definition_id', 'role_definition_name', 'principal_id']),
  row('azurerm_disk_encryption_set', [...placed, 'encryption_type']),
]
