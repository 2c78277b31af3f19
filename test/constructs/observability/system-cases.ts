import { type AlertCase, dcgm, place, readiness } from './alert-case.ts'

const s1 = { node: 's1', ...place, pool: 'shared' }
const allocatable = (node: string, resource = 'nvidia_com_gpu') =>
  `kube_node_status_allocatable{node="${node}", resource="${resource}", unit="integer"}`

/** Cases of systems and nodes as a whole, by alert. */
export const systemCases: Readonly<Record<string, readonly AlertCase[]>> = {
  SystemOutOfService: [
    {
      title: 'config has taken one system out',
      series: {},
      at: '1m',
      fires: [{ labels: { ...s1, node: 's2', state: 'maintenance' } }],
    },
    { title: 'there is no system', fleet: false, series: {}, at: '1m', fires: [] },
  ],
  SystemNotReady: [
    {
      title: 'a system is lost, and one that is out of service too',
      series: { ...readiness('s1', '0x30'), ...readiness('s2', '0x30') },
      at: '10m',
      fires: [{ labels: s1 }],
    },
    { title: 'a system is lost for three minutes', series: readiness('s1', '1x6 0x3 1x30'), at: '10m', fires: [] },
    { title: 'it is ready', series: readiness('s1', '1x30'), at: '10m', fires: [] },
  ],
  NodeNotReady: [
    {
      title: 'a management node is lost',
      series: { ...readiness('mgmt-01', '0x30'), ...readiness('s1', '0x30') },
      at: '10m',
      fires: [{ labels: { node: 'mgmt-01', condition: 'Ready', status: 'true' } }],
    },
    { title: 'it is ready', series: readiness('mgmt-01', '1x30'), at: '10m', fires: [] },
  ],
  GpuMissing: [
    {
      title: 'seven of eight GPUs are there',
      series: { [allocatable('s1')]: '7x30', [allocatable('s2')]: '0x30' },
      at: '15m',
      fires: [{ labels: s1, value: '1' }],
    },
    { title: 'Kubernetes knows of no GPU there', series: {}, at: '15m', fires: [{ labels: s1, value: '8' }] },
    { title: 'all eight are there', series: { [allocatable('s1')]: '8x30' }, at: '15m', fires: [] },
    {
      title: 'GPUs are shared, and count more than once',
      series: { [allocatable('s1')]: '32x30' },
      at: '15m',
      fires: [],
    },
    {
      title: 'GPUs are cut by MIG',
      series: { [allocatable('s1')]: '0x30', [allocatable('s1', 'nvidia_com_mig_1g_10gb')]: '56x30' },
      at: '15m',
      fires: [],
    },
  ],
  SystemMetricsMissing: [
    {
      title: 'a system is ready and tells nothing',
      series: { ...readiness('s1', '1x30'), ...readiness('s2', '1x30') },
      at: '20m',
      fires: [{ labels: s1 }],
    },
    {
      title: 'it tells',
      series: { ...readiness('s1', '1x30'), [dcgm('DCGM_FI_DEV_GPU_TEMP')]: '50x30' },
      at: '20m',
      fires: [],
    },
    { title: 'it is not ready', series: readiness('s1', '0x30'), at: '20m', fires: [] },
  ],
  SystemLabelsMissing: [
    { title: 'no system has a label', fleet: false, series: {}, at: '20m', fires: [{ labels: {} }] },
    { title: 'the labels are there', series: {}, at: '20m', fires: [] },
  ],
}
