/** A field of DCGM that the exporter must export: one line of its `dcgm-metrics.csv`. */
export interface DcgmCounter {
  readonly field: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
}

/**
 * What rules, alerts and dashboards read. The exporter's own default leaves the ECC, NVLink error and throttling counters
 * out, so that alerts on them need this list in their place.
 */
export const dcgmCounters: readonly DcgmCounter[] = [
  gauge('DCGM_FI_DEV_SM_CLOCK', 'SM clock frequency (in MHz).'),
  gauge('DCGM_FI_DEV_GPU_TEMP', 'GPU temperature (in C).'),
  gauge('DCGM_FI_DEV_MEMORY_TEMP', 'Memory temperature (in C).'),
  gauge('DCGM_FI_DEV_POWER_USAGE', 'Power draw (in W).'),
  counter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'Total energy consumption since boot (in mJ).'),
  gauge('DCGM_FI_DEV_GPU_UTIL', 'GPU utilization (in %).'),
  gauge('DCGM_FI_DEV_FB_FREE', 'Framebuffer memory free (in MiB).'),
  gauge('DCGM_FI_DEV_FB_USED', 'Framebuffer memory used (in MiB).'),
  gauge('DCGM_FI_DEV_XID_ERRORS', 'Value of the last XID error encountered.'),
  counter('DCGM_FI_DEV_THERMAL_VIOLATION', 'Throttling duration due to thermal constraints.'),
  counter('DCGM_FI_DEV_POWER_VIOLATION', 'Throttling duration due to power constraints.'),
  counter('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', 'Total number of single-bit volatile ECC errors.'),
  counter('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'Total number of double-bit volatile ECC errors.'),
  counter('DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', 'Number of remapped rows for correctable errors.'),
  counter('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'Number of remapped rows for uncorrectable errors.'),
  gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', 'Whether remapping of rows has failed.'),
  counter('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', 'Total number of NVLink bandwidth counters for all lanes.'),
  counter('DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL', 'Total number of NVLink data CRC errors.'),
  counter('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', 'Total number of NVLink retries.'),
  counter('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', 'Total number of NVLink recovery errors.'),
  counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'Total number of PCIe retries.'),
  gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'Ratio of time the graphics engine is active.'),
  gauge('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'Ratio of cycles the tensor pipe is active.'),
  gauge('DCGM_FI_PROF_DRAM_ACTIVE', 'Ratio of cycles the memory interface is sending or receiving.'),
]

/** The list as the exporter reads it, under the key `dcgm-metrics.csv`. */
export function dcgmCountersCsv(counters: readonly DcgmCounter[] = dcgmCounters): string {
  return counters.map(({ field, type, help }) => `${field}, ${type}, ${help}\n`).join('')
}

function gauge(field: string, help: string): DcgmCounter {
  return { field, type: 'gauge', help }
}

function counter(field: string, help: string): DcgmCounter {
  return { field, type: 'counter', help }
}
