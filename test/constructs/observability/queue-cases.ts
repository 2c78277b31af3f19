import { type AlertCase, dcgm } from './alert-case.ts'

const gpus = 'resource="nvidia.com/gpu"'
const queue = (metric: string, role = 'leader') =>
  `kueue_cluster_queue_${metric}{cohort="gefion", cluster_queue="ada", flavor="shared-1", ${gpus}, replica_role="${role}"}`
const pending = `kueue_cluster_queue_resource_pending{cluster_queue="ada", ${gpus}, replica_role="leader"}`
const status = (name: string) => `kueue_cluster_queue_status{cluster_queue="ada", status="${name}"}`
const quota = { [queue('nominal_quota')]: '64x90', [queue('nominal_quota', 'follower')]: '64x90' }
const active = { [status('active')]: '1x90', [status('pending')]: '0x90' }

const pod = (phase: string) => ({
  'kube_pod_container_resource_requests{namespace="ada-train", pod="a", node="s1", resource="nvidia_com_gpu", container="main"}':
    '8x180',
  [`kube_pod_status_phase{namespace="ada-train", pod="a", phase="${phase}"}`]: '1x180',
})
const busy = (values: string) => ({ [dcgm('DCGM_FI_PROF_GR_ENGINE_ACTIVE', { pod: 'a' })]: values })

/** Cases of queues and of idle work, by alert. */
export const queueCases: Readonly<Record<string, readonly AlertCase[]>> = {
  QueueStuck: [
    {
      title: 'work for 16 GPUs waits while 24 of 64 are free',
      series: { ...quota, ...active, [queue('resource_reservation')]: '40x90', [pending]: '16x90' },
      at: '40m',
      fires: [{ labels: { cluster_queue: 'ada' }, value: '16' }],
    },
    {
      title: 'nothing is reserved yet, and Kueue tells nothing of it',
      series: { ...quota, ...active, [pending]: '64x90' },
      at: '40m',
      fires: [{ labels: { cluster_queue: 'ada' }, value: '64' }],
    },
    {
      title: 'work for 32 GPUs waits while 24 are free',
      series: { ...quota, ...active, [queue('resource_reservation')]: '40x90', [pending]: '32x90' },
      at: '40m',
      fires: [],
    },
    {
      title: 'nothing waits',
      series: { ...quota, ...active, [queue('resource_reservation')]: '40x90', [pending]: '0x90' },
      at: '40m',
      fires: [],
    },
    {
      title: 'the queue is held',
      series: { ...quota, [status('active')]: '0x90', [pending]: '16x90' },
      at: '40m',
      fires: [],
    },
  ],
  KueueDown: [
    {
      title: 'no controller answers',
      series: { 'up{job="kueue", instance="a"}': '0x30' },
      at: '10m',
      fires: [{ labels: {} }],
    },
    { title: 'there is none', series: {}, at: '10m', fires: [{ labels: {} }] },
    {
      title: 'one of two answers',
      series: { 'up{job="kueue", instance="a"}': '0x30', 'up{job="kueue", instance="b"}': '1x30' },
      at: '10m',
      fires: [],
    },
  ],
  IdleGpus: [
    {
      title: 'a pod holds eight GPUs and uses none',
      series: { ...pod('Running'), ...busy('0.01x180') },
      at: '130m',
      fires: [{ labels: { namespace: 'ada-train', pod: 'a', tenant: 'ada' }, value: '8' }],
    },
    {
      title: 'it uses them now and then',
      series: { ...pod('Running'), ...busy('0 0 0 1 0 0 0 1x170') },
      at: '130m',
      fires: [],
    },
    { title: 'it has been there for an hour', series: { ...pod('Running'), ...busy('0x180') }, at: '50m', fires: [] },
    { title: 'it has ended', series: { ...pod('Succeeded'), ...busy('0x180') }, at: '130m', fires: [] },
  ],
}
