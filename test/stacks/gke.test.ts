import { describe, expect, test } from 'vitest'
import { gkeMachines } from '#catalog'
import { fieldChanges } from '#core'
import { type CloudPod, clusterJson } from '../kit/cloud-pod.ts'
import { texts } from '../kit/strings.ts'

const ada = { gpus: { guaranteed: 16, burst: 16 }, placement: { dedicated: ['su1-r01'] } }
type Resource = Record<string, never>

async function resources(type: string, pod?: CloudPod): Promise<Record<string, Resource>> {
  return ((await clusterJson('gke', pod)).resource?.[type] ?? {}) as Record<string, Resource>
}

describe('a cluster in GKE', () => {
  test('has a private address alone, private nodes, and lets in private ranges only', async () => {
    const section = { reach: { office: '10.8.0.0/16' } }
    const { cluster } = await resources('google_container_cluster', { section })
    expect(cluster).toMatchObject({
      private_cluster_config: { enable_private_nodes: true, enable_private_endpoint: true },
      control_plane_endpoints_config: { dns_endpoint_config: { allow_external_traffic: false } },
      master_authorized_networks_config: {
        gcp_public_cidrs_access_enabled: false,
        cidr_blocks: [{ cidr_block: '10.152.0.0/16' }, { display_name: 'office', cidr_block: '10.8.0.0/16' }],
      },
    })
  })

  test('has no way in from everywhere', async () => {
    const found = texts(await clusterJson('gke')).map(({ text }) => text)
    expect(found).not.toContain('0.0.0.0/0')
    const firewalls = Object.values(await resources('google_compute_firewall'))
    expect(firewalls).toHaveLength(9)
    for (const { source_ranges } of firewalls) expect(source_ranges).toEqual([expect.stringMatching(/^10\.1[5-7]\d\./)])
  })

  test('encrypts Secrets and disks with a key of its own, which is made anew every ninety days', async () => {
    const { cluster } = await resources('google_container_cluster')
    const { key } = await resources('google_kms_crypto_key')
    expect(cluster?.['database_encryption']).toEqual({
      state: 'ENCRYPTED',
      key_name: expect.stringContaining('google_kms_crypto_key.key.id'),
    })
    expect(key).toMatchObject({ rotation_period: '7776000s', lifecycle: { prevent_destroy: true } })
    for (const pool of Object.values(await resources('google_container_node_pool'))) {
      expect(pool['node_config']).toMatchObject({
        boot_disk_kms_key: expect.stringContaining('google_kms_crypto_key.key.id'),
      })
    }
  })

  test('lets Google upgrade it in one window of the week, counted from no day of today', async () => {
    const section = { maintenance: { day: 'saturday', startHour: 22, hours: 6 } }
    const { cluster } = await resources('google_container_cluster', { section })
    expect(cluster?.['maintenance_policy']).toEqual({
      recurring_window: {
        start_time: '2024-01-06T22:00:00Z',
        end_time: '2024-01-07T04:00:00Z',
        recurrence: 'FREQ=WEEKLY;BYDAY=SA',
      },
    })
  })
})

describe('systems in GKE', () => {
  test('carry the labels and taints that the pod gives them, and are as many', async () => {
    const pools = await resources('google_container_node_pool', { tenants: { ada } })
    expect(Object.keys(pools).sort()).toEqual(['management', 'su1', 'su1-ada'])
    expect(pools['su1-ada']).toMatchObject({
      node_count: 4,
      node_config: {
        machine_type: 'a3-megagpu-8g',
        labels: {
          'superpod/pool': 'ada',
          'superpod/scalable-unit': 'su1',
          'gke-no-default-nvidia-gpu-device-plugin': 'true',
        },
        taint: [
          { key: 'nvidia.com/gpu', value: 'present', effect: 'NO_SCHEDULE' },
          { key: 'superpod/pool', value: 'ada', effect: 'NO_SCHEDULE' },
        ],
      },
    })
    expect(pools['management']).toMatchObject({ node_config: { labels: { 'superpod/role': 'management' }, taint: [] } })
  })

  test('of one more tenant change their own pool and the one that they came from', async () => {
    const [before, after] = [await clusterJson('gke'), await clusterJson('gke', { tenants: { ada } })]
    const changed = fieldChanges(before.resource, after.resource).map(({ path }) => path.slice(0, 2).join('.'))
    expect(new Set(changed)).toEqual(new Set(['google_container_node_pool.su1', 'google_container_node_pool.su1-ada']))
  })

  test.each([
    ['dgx-h100', 'a3-megagpu-8g', 8, 0],
    ['dgx-h100', 'a3-highgpu-8g', 4, 0],
    ['dgx-h200', 'a3-ultragpu-8g', 1, 8],
    ['dgx-b200', 'a4-highgpu-8g', 1, 8],
    ['dgx-gb200', 'a4x-highgpu-4g', 1, 4],
  ])('of %s are %s, with %i networks of their own and %i interfaces with RDMA', async (generation, type, own, rdma) => {
    const section = { systems: { zone: 'europe-west4-b', type } }
    const { resource } = await clusterJson('gke', { systems: { generation }, section })
    const [pool] = Object.entries(resource?.['google_container_node_pool'] ?? {}).filter(
      ([name]) => name !== 'management',
    )
    const { network_config, node_config } = (pool?.[1] ?? {}) as Record<
      string,
      { additional_node_network_configs?: object[] }
    >
    expect(network_config).toMatchObject({ enable_private_nodes: true })
    expect(network_config?.additional_node_network_configs).toHaveLength(own + rdma)
    expect(node_config).toMatchObject({
      machine_type: type,
      guest_accelerator: [
        {
          type: gkeMachines.value[type]?.accelerator,
          gpu_driver_installation_config: { gpu_driver_version: 'INSTALLATION_DISABLED' },
        },
      ],
    })
    const profiles = Object.values(resource?.['google_compute_network'] ?? {}).flatMap(
      ({ network_profile }) => network_profile ?? [],
    )
    expect(profiles).toEqual(rdma > 0 ? ['projects/tiny-project/global/networkProfiles/europe-west4-b-vpc-roce'] : [])
  })

  test('that were reserved are taken from there, and are not asked to stand close together', async () => {
    const section = { systems: { zone: 'europe-west4-b', reservation: 'gefion' } }
    const { su1 } = await resources('google_container_node_pool', { section })
    expect(su1).not.toHaveProperty('placement_policy')
    expect(su1?.['node_config']).toMatchObject({
      reservation_affinity: { consume_reservation_type: 'SPECIFIC_RESERVATION', values: ['gefion'] },
    })
  })
})
