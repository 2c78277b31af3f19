import { describe, expect, test } from 'vitest'
import { checkovReport, installedCheckov } from '../kit/checkov.ts'
import { clusterJson } from '../kit/cloud-pod.ts'

const gpuSubnets = Array.from({ length: 8 }, (_, index) => `CKV_GCP_26 resource.gpu_subnet${index}`)

/** Checks that fail for a reason, by cloud: the check and the resource, and why that is as it shall be. */
const accepted = {
  gke: {
    'CKV_GCP_12 resource.cluster': 'the data path that is chosen enforces policies by itself, and refuses this switch',
    ...Object.fromEntries(gpuSubnets.map((each) => [each, 'a log of what GPUs send each other at 1.6 Tb/s a machine'])),
  },
  aks: {
    'CKV_AZURE_172 resource.cluster': 'the driver whose secrets would be renewed is not installed',
    'CKV_AZURE_226 resource.cluster': "a disk of the host's own is not encrypted with the customer's key",
    'CKV_AZURE_4 resource.cluster': 'the control plane logs by a diagnostic setting, which the check does not read',
  },
} as const

const sections = { gke: { groups: 'gke-security-groups@example.org', reach: { office: '10.8.0.0/16' } }, aks: {} }
const skipped = installedCheckov ? '' : ' (skipped: no checkov in ~/.cache/superpod/checkov nor in /usr/local/bin)'

describe.skipIf(!installedCheckov)(`checkov${skipped}`, { timeout: 120_000 }, () => {
  test.each(['gke', 'aks'] as const)(
    'finds nothing in a cluster in %s that is not listed with a reason',
    async (cloud) => {
      const { passed, failed } = await checkovReport(await clusterJson(cloud, { section: sections[cloud] }))
      expect(passed).toBeGreaterThan(25)
      expect(failed).toEqual(Object.keys(accepted[cloud]).sort())
    },
  )

  test('fails where a control plane in GKE may be reached by everybody', async () => {
    const json = structuredClone(await clusterJson('gke', { section: sections.gke }))
    const cluster = json.resource?.['google_container_cluster']?.['cluster'] as Record<string, unknown>
    delete cluster['master_authorized_networks_config']
    cluster['private_cluster_config'] = undefined
    const { failed } = await checkovReport(json)
    expect(failed).toEqual(expect.arrayContaining(['CKV_GCP_20 resource.cluster', 'CKV_GCP_25 resource.cluster']))
  })
})
