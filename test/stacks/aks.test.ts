import { describe, expect, test } from 'vitest'
import { fieldChanges } from '#core'
import { type CloudPod, clusterJson } from '../kit/cloud-pod.ts'
import { texts } from '../kit/strings.ts'

const ada = { gpus: { guaranteed: 16, burst: 16 }, placement: { dedicated: ['su1-r01'] } }
type Resource = Record<string, never>

async function resources(type: string, pod?: CloudPod): Promise<Record<string, Resource>> {
  return ((await clusterJson('aks', pod)).resource?.[type] ?? {}) as Record<string, Resource>
}

describe('a cluster in AKS', () => {
  test('has a private address alone, no local account, and no token in its outputs', async () => {
    const { resource, output } = await clusterJson('aks')
    expect(resource?.['azurerm_kubernetes_cluster']?.['cluster']).toMatchObject({
      private_cluster_enabled: true,
      private_cluster_public_fqdn_enabled: false,
      local_account_disabled: true,
      run_command_enabled: false,
      azure_active_directory_role_based_access_control: {
        admin_group_object_ids: ['00000000-0000-4000-8000-000000000000'],
      },
    })
    expect(Object.keys(output ?? {}).sort()).toEqual(['certificate-authority', 'endpoint'])
    expect(texts(output).filter(({ text }) => /token|password|client_key|kube_config_raw/.test(text))).toEqual([])
  })

  test('has no way in from everywhere: its network has the rules of Azure alone', async () => {
    expect(texts(await clusterJson('aks')).map(({ text }) => text)).not.toContain('0.0.0.0/0')
    const { network_refusal: refusal } = await resources('azurerm_network_security_group')
    expect(refusal).not.toHaveProperty('security_rule')
  })

  test('encrypts Secrets and disks with the key of a vault that is not its own', async () => {
    const { cluster } = await resources('azurerm_kubernetes_cluster')
    expect(cluster).toMatchObject({
      disk_encryption_set_id: expect.stringContaining('azurerm_disk_encryption_set.disks.id'),
      key_management_service: {
        key_vault_key_id: 'https://tiny.vault.azure.net/keys/tiny/0123456789abcdef0123456789abcdef',
        key_vault_network_access: 'Private',
      },
    })
    const { disks } = await resources('azurerm_disk_encryption_set')
    expect(disks).toMatchObject({
      key_vault_key_id: 'https://tiny.vault.azure.net/keys/tiny',
      auto_key_rotation_enabled: true,
    })
    for (const pool of Object.values(await resources('azurerm_kubernetes_cluster_node_pool'))) {
      expect(pool).toMatchObject({ host_encryption_enabled: true, node_public_ip_enabled: false })
    }
  })

  test('is upgraded in one window of the week, and its control plane says what it did', async () => {
    const { cluster } = await resources('azurerm_kubernetes_cluster')
    const window = { frequency: 'Weekly', day_of_week: 'Sunday', start_time: '01:00', duration: 6 }
    expect(cluster).toMatchObject({ maintenance_window_auto_upgrade: window, maintenance_window_node_os: window })
    const { cluster_logs: logs } = await resources('azurerm_monitor_diagnostic_setting')
    expect(logs?.['enabled_log']).toContainEqual({ category: 'kube-audit-admin' })
  })
})

describe('systems in AKS', () => {
  test('carry the labels and taints that the pod gives them, and come without a driver', async () => {
    const pools = await resources('azurerm_kubernetes_cluster_node_pool', { tenants: { ada } })
    expect(Object.keys(pools).sort()).toEqual(['management', 'su1', 'su1-ada'])
    expect(pools['su1-ada']).toMatchObject({
      name: 'su1ada',
      vm_size: 'Standard_ND96isr_H100_v5',
      node_count: 4,
      gpu_driver: 'None',
      node_labels: { 'superpod/pool': 'ada', 'superpod/scalable-unit': 'su1', 'superpod/driver': 'main' },
      node_taints: ['nvidia.com/gpu=present:NoSchedule', 'superpod/pool=ada:NoSchedule'],
    })
    expect(pools['management']).not.toHaveProperty('gpu_driver')
  })

  test('of one more tenant change their own pool and the one that they came from', async () => {
    const [before, after] = [await clusterJson('aks'), await clusterJson('aks', { tenants: { ada } })]
    const changed = fieldChanges(before.resource, after.resource).map(({ path }) => path.slice(0, 2).join('.'))
    expect(new Set(changed)).toEqual(
      new Set(['azurerm_kubernetes_cluster_node_pool.su1', 'azurerm_kubernetes_cluster_node_pool.su1-ada']),
    )
  })

  test('have pools that Azure takes the names of, and no two the same', async () => {
    const named = (name: string) => ({
      [name]: { ...ada, placement: { dedicated: [`su1-r0${name.length % 4 ? 1 : 2}`] } },
    })
    const tenants = { ...named('protein-folding-one'), ...named('protein-folding-two2') }
    const names = Object.values(await resources('azurerm_kubernetes_cluster_node_pool', { tenants })).map(({ name }) =>
      String(name),
    )
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]{0,11}$/)
    expect(new Set(names).size).toBe(4)
  })

  test.each([
    ['dgx-h200', 'Standard_ND96isr_H200_v5'],
    ['dgx-gb200', 'Standard_ND128isr_NDR_GB200_v6'],
    ['dgx-gb300', 'Standard_ND128isr_GB300_v6'],
  ])('of %s are %s', async (generation, vmSize) => {
    const pools = Object.values(await resources('azurerm_kubernetes_cluster_node_pool', { systems: { generation } }))
    expect(new Set(pools.map(({ vm_size }) => vm_size))).toEqual(new Set([vmSize, 'Standard_D32s_v5']))
  })
})
