import { expect, test } from 'vitest'
import type { Tenant } from '#config'
import { type JobRequest, jobPlan, podModel } from '#model'
import { jobManifest } from '#view'
import { loadedGefion } from '../../kit/gefion.ts'

const request: JobRequest = { purpose: 'train', tenant: 'danish-language', systems: 4 }

async function manifest(changes: Partial<JobRequest> = {}, rdma?: Tenant['rdma'], target = 'metal') {
  const loaded = await loadedGefion(target)
  const tenants = loaded.tenants.map((tenant) => (rdma ? { ...tenant, rdma } : tenant))
  return jobManifest(jobPlan(podModel({ ...loaded, tenants }), { ...request, ...changes })).text
}
const host = { memlock: 'host', podSecurity: 'restricted' } as const

test.each([{}, { kind: 'jobset' as const }, { kind: 'trainjob' as const }])(
  'a job of a tenant that has rails asks for one of each adapter, by networks of its own namespace: %j',
  async (kind) => {
    const text = await manifest(kind, host)
    const networks = [0, 1, 2, 3, 4, 5, 6, 7].map((rail) => `danish-language-train-rail${rail}`).join(',')
    expect(text).toContain(`k8s.v1.cni.cncf.io/networks: ${networks}\n`)
    for (const device of ['ibp24s0', 'ibp64s0', 'ibp79s0', 'ibp94s0', 'ibp154s0', 'ibp192s0', 'ibp206s0', 'ibp220s0']) {
      expect(text.match(new RegExp(`nvidia.com/res${device}: "1"`, 'g'))).toHaveLength(2)
    }
    expect(text).toContain('mlx5_0, mlx5_3, mlx5_4, mlx5_5, mlx5_6, mlx5_9, mlx5_10, mlx5_11 (DGXH100-UG, V)')
    expect(text).not.toContain('IPC_LOCK')
  },
)

test('a job pins memory by IPC_LOCK only where its tenant has that instead of the host’s limit', async () => {
  expect(await manifest({}, { memlock: 'ipc-lock', podSecurity: 'privileged' })).toContain('- IPC_LOCK\n')
})

test('a job has no rails where nobody granted them, where nothing makes them, or where it has no use for them', async () => {
  const without = [
    await manifest({}),
    await manifest({}, host, 'twin'),
    await manifest({ systems: 1 }, host),
    await manifest({ gpus: 4 }, host),
    await manifest({ purpose: 'inference' }, host),
  ]
  for (const text of without) expect(text).not.toMatch(/cni\.cncf\.io|resibp/)
  expect(without[0]).toContain('No rails: either nobody granted them to the tenant')
})
