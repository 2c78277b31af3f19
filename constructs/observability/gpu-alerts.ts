import { fatalXids, hotGpuCelsius } from '#catalog'
import type { Alert } from './rule.ts'
import { grown, inService, ofGpu } from './system-query.ts'

const xid = ofGpu('DCGM_FI_DEV_XID_ERRORS')
const fatalXid = fatalXids.value.map((code) => `${xid} == ${code}`).join(' or ')
const gpu = 'GPU {{ $labels.gpu }} of {{ $labels.node }}'

/** What a GPU says of itself. */
export const gpuAlerts: readonly Alert[] = [
  {
    alert: 'GpuFatalXid',
    expr: inService(fatalXid),
    severity: 'critical',
    summary: `${gpu} reported XID {{ $value }}: it does no more work as it is`,
    description:
      'The code is the last that the driver reported, and stays until the GPU is reset. 48 and 95 are memory errors that could not be corrected, 64 a row that could not be remapped, 74 NVLink, 79 a GPU that fell off the bus.',
  },
  {
    alert: 'GpuXid',
    expr: inService(`(${xid} > 0) unless (${xid} == ${ofGpu('DCGM_FI_DEV_XID_ERRORS', '15m')}) unless (${fatalXid})`),
    severity: 'warning',
    summary: `${gpu} reported XID {{ $value }}`,
    description:
      'A code that was not there a quarter of an hour ago. Most come from the program that runs there (13, 31, 43, 45); 63 and 94 are memory errors that were contained.',
  },
  {
    alert: 'GpuUncorrectableEccError',
    expr: inService(grown('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', '15m')),
    severity: 'critical',
    summary: `${gpu} had {{ $value }} memory errors that could not be corrected`,
    description: 'Within the last quarter of an hour. The program that used the memory has ended or has wrong results.',
  },
  {
    alert: 'GpuRowRemapFailure',
    expr: inService(`${ofGpu('DCGM_FI_DEV_ROW_REMAP_FAILURE')} == 1`),
    severity: 'critical',
    summary: `${gpu} could not remap a row of its memory`,
    description: 'It has no spare rows left where one is needed: the GPU is to be replaced.',
  },
  {
    alert: 'GpuRowRemapped',
    expr: inService(grown('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', '1h')),
    severity: 'warning',
    summary: `${gpu} remapped {{ $value }} rows of its memory`,
    description:
      'Within the last hour, after errors that could not be corrected. The remapping takes effect when the GPU is reset.',
  },
  {
    alert: 'GpuNvlinkError',
    expr: inService(grown('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', '15m')),
    severity: 'warning',
    summary: `${gpu} had {{ $value }} NVLink recovery errors`,
    description:
      'Within the last quarter of an hour. Jobs on this system may hang or be slow in collective operations.',
  },
  {
    alert: 'GpuHot',
    expr: inService(`${ofGpu('DCGM_FI_DEV_GPU_TEMP')} >= ${hotGpuCelsius.value}`),
    for: '10m',
    severity: 'warning',
    summary: `${gpu} has {{ $value }} °C`,
    description: `It has had ${hotGpuCelsius.value} °C or more for ten minutes.`,
  },
  {
    alert: 'GpuThermalThrottling',
    expr: inService(grown('DCGM_FI_DEV_THERMAL_VIOLATION', '5m')),
    for: '10m',
    severity: 'warning',
    summary: `${gpu} runs slower because it is too hot`,
    description: 'One slow GPU slows the whole job that it takes part in.',
  },
]
