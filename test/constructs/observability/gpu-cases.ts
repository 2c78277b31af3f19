import { type AlertCase, dcgm, gpu3, place } from './alert-case.ts'

const there = { ...gpu3(), ...place }

/** A counter of the GPU that moves once, on the system in service and on the one that is out. */
function counting(metric: string, by: string): { fires: AlertCase; rests: AlertCase; out: AlertCase } {
  const [at, value] = ['35m', by]
  return {
    fires: {
      title: 'it grows, whatever pod comes and goes',
      series: {
        [dcgm(metric, { pod: 'a' })]: '5x29 stale',
        [dcgm(metric, { pod: 'b' })]: `_x30 ${5 + Number(by)}x60`,
      },
      at,
      fires: [{ labels: there, value }],
    },
    rests: { title: 'it stands where it stood', series: { [dcgm(metric)]: '5x90' }, at, fires: [] },
    out: {
      title: 'it grows on a system that is out of service',
      series: { [dcgm(metric, { node: 's2' })]: '5x30 9x60' },
      at,
      fires: [],
    },
  }
}

const reset: AlertCase['title'] = 'a reset puts it back to zero'

/** Cases of what a GPU says of itself, by alert. */
export const gpuCases: Readonly<Record<string, readonly AlertCase[]>> = {
  GpuFatalXid: [
    ...[48, 64, 74, 79, 95].map((code) => ({
      title: `XID ${code}`,
      series: { [dcgm('DCGM_FI_DEV_XID_ERRORS', { pod: 'a' })]: `0x9 ${code}x30` },
      at: '10m',
      fires: [{ labels: there, value: `${code}` }],
    })),
    { title: 'XID 31', series: { [dcgm('DCGM_FI_DEV_XID_ERRORS')]: '0x9 31x30' }, at: '10m', fires: [] },
    {
      title: 'XID 79 on a system that is out of service',
      series: { [dcgm('DCGM_FI_DEV_XID_ERRORS', { node: 's2' })]: '79x30' },
      at: '10m',
      fires: [],
    },
  ],
  GpuXid: [
    {
      title: 'a new XID 31',
      series: { [dcgm('DCGM_FI_DEV_XID_ERRORS')]: '0x19 31x60' },
      at: '30m',
      fires: [{ labels: there, value: '31' }],
    },
    { title: 'an old XID 31', series: { [dcgm('DCGM_FI_DEV_XID_ERRORS')]: '0x19 31x60' }, at: '60m', fires: [] },
    { title: 'a fatal one', series: { [dcgm('DCGM_FI_DEV_XID_ERRORS')]: '0x19 79x60' }, at: '30m', fires: [] },
    { title: 'none', series: { [dcgm('DCGM_FI_DEV_XID_ERRORS')]: '0x60' }, at: '30m', fires: [] },
  ],
  GpuUncorrectableEccError: [
    ...Object.values(counting('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', '2')),
    { title: reset, series: { [dcgm('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL')]: '5x30 0x60' }, at: '35m', fires: [] },
  ],
  GpuRowRemapFailure: [
    {
      title: 'a row could not be remapped',
      series: { [dcgm('DCGM_FI_DEV_ROW_REMAP_FAILURE')]: '1x30' },
      at: '5m',
      fires: [{ labels: there, value: '1' }],
    },
    { title: 'all could', series: { [dcgm('DCGM_FI_DEV_ROW_REMAP_FAILURE')]: '0x30' }, at: '5m', fires: [] },
    {
      title: 'one could not on a system that is out of service',
      series: { [dcgm('DCGM_FI_DEV_ROW_REMAP_FAILURE', { node: 's2' })]: '1x30' },
      at: '5m',
      fires: [],
    },
  ],
  GpuRowRemapped: [
    {
      title: 'two rows within the hour',
      series: { [dcgm('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS')]: '1x59 3x90' },
      at: '90m',
      fires: [{ labels: there, value: '2' }],
    },
    {
      title: 'rows of long ago',
      series: { [dcgm('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS')]: '3x180' },
      at: '90m',
      fires: [],
    },
  ],
  GpuNvlinkError: Object.values(counting('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', '4')),
  GpuHot: [
    {
      title: '88 °C for a quarter of an hour',
      series: { [dcgm('DCGM_FI_DEV_GPU_TEMP')]: '88x30' },
      at: '15m',
      fires: [{ labels: there, value: '88' }],
    },
    {
      title: '88 °C for five minutes',
      series: { [dcgm('DCGM_FI_DEV_GPU_TEMP')]: '60x9 88x5 60x30' },
      at: '15m',
      fires: [],
    },
    { title: '84 °C', series: { [dcgm('DCGM_FI_DEV_GPU_TEMP')]: '84x30' }, at: '15m', fires: [] },
    {
      title: '88 °C on a system that is out of service',
      series: { [dcgm('DCGM_FI_DEV_GPU_TEMP', { node: 's2' })]: '88x30' },
      at: '15m',
      fires: [],
    },
  ],
  GpuThermalThrottling: [
    {
      title: 'it throttles without end',
      series: { [dcgm('DCGM_FI_DEV_THERMAL_VIOLATION')]: '0+1000x60' },
      at: '30m',
      fires: [{ labels: there, value: '5000' }],
    },
    {
      title: 'it throttled once',
      series: { [dcgm('DCGM_FI_DEV_THERMAL_VIOLATION')]: '0x9 1000x60' },
      at: '30m',
      fires: [],
    },
  ],
}
