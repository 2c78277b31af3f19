import { describe, expect, test } from 'vitest'
import { allRules } from '../../kit/platform-rules.ts'
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
    const input_series = Object.entries(work).map(([series, values]) => ({ series, values }))
    const promql_expr_test = expected.map(([expr, eval_time, value]) => ({
      expr,
      eval_time,
      exp_samples: [{ labels: expr, value }],
    }))
    const file = {
      rule_files: ['rules.json'],
      evaluation_interval: '1m',
      fuzzy_compare: true,
      tests: [{ interval: '1m', input_series, promql_expr_test }],
    }
    const { exitCode, said } = await judged(['test', 'rules', 'test.json'], {
      'rules.json': allRules,
      'test.json': file,
    })
    expect(exitCode, said).toBe(0)
  })
})

test('accounts are computed once a minute, which their sums count on', () => {
  const group = allRules.groups.find(({ name }) => name === 'superpod-accounting')
  expect(group?.interval).toBe('1m')
  const sums = group?.rules.filter(({ record }) => record?.endsWith(':sum1h')) ?? []
  expect(sums).toHaveLength(8)
  for (const { expr } of sums) expect(expr).toMatch(/^sum_over_time\(\S+\[1h\]\) \/ 60(?:000)?$/)
})
