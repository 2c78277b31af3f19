import { describe, expect, test } from 'vitest'
import { allRules, type RuleFile, rulesOf } from '../../kit/platform-rules.ts'
import { compiledPromtool, judged } from '../../kit/promtool.ts'
import { dcgm, fleet } from './alert-case.ts'

const requests = (pod: string, namespace = 'ada-train') =>
  `kube_pod_container_resource_requests{namespace="${namespace}", pod="${pod}", node="s1", resource="nvidia_com_gpu", container="main"}`
const phase = (pod: string, name: string, namespace = 'ada-train') =>
  `kube_pod_status_phase{namespace="${namespace}", pod="${pod}", phase="${name}"}`

/** Two hours: a pod with eight GPUs that ends after one, and one with four that waits for its image. */
const work: Readonly<Record<string, string>> = {
  ...fleet,
  [requests('a')]: '8x60 stale',
  [phase('a', 'Running')]: '1x60 stale',
  [requests('b')]: '4x120',
  [phase('b', 'Pending')]: '1x120',
  [requests('done')]: '8x120',
  [phase('done', 'Succeeded')]: '1x120',
  [requests('exporter', 'gpu-operator')]: '1x120',
  [phase('exporter', 'Running', 'gpu-operator')]: '1x120',
  'kube_pod_labels{namespace="ada-train", pod="a", label_kueue_x_k8s_io_cluster_queue_name="ada", label_kueue_x_k8s_io_local_queue_name="default"}':
    '1x60 stale',
  [dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE', { pod: 'a' })]: '0.75x60 stale',
  [dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE').replace('gpu="3"', 'gpu="4"')]: '0.25x120',
  [dcgm('DCGM_FI_DEV_POWER_USAGE', { pod: 'a' })]: '600x60 stale',
}

const tenant = '{tenant="ada"}'
const queue = '{cluster_queue="ada", local_queue="default", namespace="ada-train"}'

/** What must be there after how long, by series. */
const expected: readonly (readonly [series: string, at: string, value: number])[] = [
  [`superpod:tenant_gpus:allocated${tenant}`, '30m', 12],
  [`superpod:tenant_gpus:used${tenant}`, '30m', 0.75],
  [`superpod:tenant_gpus:idle${tenant}`, '30m', 11.25],
  [`superpod:tenant_gpus:allocated${tenant}`, '90m', 4],
  [`superpod:queue_gpus:allocated${queue}`, '30m', 8],
  // the larger pod was there for half of the hour before
  [`superpod:tenant_gpu_hours_allocated:sum1h${tenant}`, '60m', 12],
  [`superpod:tenant_gpu_hours_allocated:sum1h${tenant}`, '90m', (30 * 12 + 30 * 4) / 60],
  [`superpod:tenant_gpu_hours_used:sum1h${tenant}`, '60m', 0.75],
  [`superpod:tenant_gpu_energy_kwh:sum1h${tenant}`, '60m', 0.6],
  [`superpod:queue_gpu_hours_allocated:sum1h${queue}`, '60m', 8],
  [`superpod:scalable_unit_gpu_utilisation:avg{scalable_unit="su1"}`, '30m', 0.5],
  ['superpod:gpu_utilisation:avg', '30m', 0.5],
]

describe.skipIf(!compiledPromtool)(`accounts${compiledPromtool ? '' : ' (skipped: promtool is not compiled)'}`, () => {
  test('hold what a tenant and a queue had, used and left idle, as GPUs, hours and energy', async () => {
    const { exitCode, said } = await accounted(allRules, work, expected)
    expect(exitCode, said).toBe(0)
  })

  test('count a part of a GPU as what it is of one, and say of none what it did', async () => {
    const slices = (profile: string) => requests('m').replace('nvidia_com_gpu', `nvidia_com_mig_${profile}`)
    const shares: Readonly<Record<string, string>> = {
      ...fleet,
      [requests('t')]: '6x60',
      [phase('t', 'Running')]: '1x60',
      [slices('1g_10gb')]: '2x60',
      [slices('3g_40gb')]: '1x60',
      [phase('m', 'Running')]: '1x60',
      [dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE', { pod: 'm' })]: '0.5x60',
      'kube_node_status_allocatable{node="s1", resource="nvidia_com_mig_1g_10gb"}': '14x60',
      'kube_node_status_allocatable{node="s1", resource="nvidia_com_mig_3g_40gb"}': '14x60',
      'kube_node_status_allocatable{node="s1", resource="nvidia_com_gpu"}': '0x60',
    }
    const rules = rulesOf([
      { pool: 'shared', resource: 'nvidia.com/gpu', gpus: 0.25 },
      { pool: 'shared', resource: 'nvidia.com/mig-1g.10gb', gpus: 1 / 7 },
      { pool: 'shared', resource: 'nvidia.com/mig-3g.40gb', gpus: 3 / 7 },
    ])
    const lacking = 'ALERTS{alertname="GpuMissing", alertstate="firing"}'
    const { exitCode, said } = await accounted(rules, shares, [
      [`superpod:tenant_gpus:allocated${tenant}`, '30m', 6 / 4 + 2 / 7 + 3 / 7],
      [`count(superpod:tenant_gpus:used${tenant}) or vector(0)`, '30m', 0],
      [`count(superpod:tenant_gpus:idle${tenant}) or vector(0)`, '30m', 0],
      [`count(${lacking}) or vector(0)`, '30m', 0],
    ])
    expect(exitCode, said).toBe(0)
    const fewer = { ...shares, 'kube_node_status_allocatable{node="s1", resource="nvidia_com_mig_3g_40gb"}': '7x60' }
    const lost = await accounted(rules, fewer, [[`count(${lacking})`, '30m', 1]])
    expect(lost.exitCode, lost.said).toBe(0)
  })
})

/** What promtool says of rules: whether these series have these values after a time. */
function accounted(rules: RuleFile, series: Readonly<Record<string, string>>, wanted: typeof expected) {
  const input_series = Object.entries(series).map(([name, values]) => ({ series: name, values }))
  const promql_expr_test = wanted.map(([expr, eval_time, value]) => ({
    expr,
    eval_time,
    exp_samples: [{ labels: expr.startsWith('count(') ? '{}' : expr, value }],
  }))
  const tests = [{ interval: '1m', input_series, promql_expr_test }]
  const file = { rule_files: ['rules.json'], evaluation_interval: '1m', fuzzy_compare: true, tests }
  return judged(['test', 'rules', 'test.json'], { 'rules.json': rules, 'test.json': file })
}

test('accounts are computed once a minute, which their sums count on', () => {
  const group = allRules.groups.find(({ name }) => name === 'superpod-accounting')
  expect(group?.interval).toBe('1m')
  const sums = group?.rules.filter(({ record }) => record?.endsWith(':sum1h')) ?? []
  expect(sums).toHaveLength(8)
  for (const { expr } of sums) expect(expr).toMatch(/^sum_over_time\(\S+\[1h\]\) \/ 60(?:000)?$/)
})
