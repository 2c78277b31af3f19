/** A field of DCGM that the exporter must export: one line of its `dcgm-metrics.csv`. */
export interface DcgmCounter {
  readonly field: string
  readonly type: 'gauge' | 'counter' | 'label'
  readonly help: string
}

/**
 * What rules, alerts and dashboards read. The exporter's own default leaves the ECC, NVLink error and throttling counters
 * out, so that alerts on them need this list in their place.
 */
export const dcgmCounters: readonly DcgmCounter[] = [
  gauge('DCGM_FI_DEV_XID_ERRORS', 'Last XID error.'),
  counter('DCGM_FI_DEV_ECC_SBE_VOL_TOTAL', 'Single-bit ECC errors since the driver was loaded.'),
  counter('DCGM_FI_DEV_ECC_DBE_VOL_TOTAL', 'Double-bit ECC errors since the driver was loaded.'),
  counter('DCGM_FI_DEV_ECC_DBE_AGG_TOTAL', 'Double-bit ECC errors in all.'),
  counter('DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS', 'Rows remapped for uncorrectable errors.'),
  counter('DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS', 'Rows remapped for correctable errors.'),
  gauge('DCGM_FI_DEV_ROW_REMAP_FAILURE', 'Whether remapping of rows has failed.'),
  counter('DCGM_FI_DEV_NVLINK_CRC_FLIT_ERROR_COUNT_TOTAL', 'NVLink CRC errors of flow control.'),
  counter('DCGM_FI_DEV_NVLINK_CRC_DATA_ERROR_COUNT_TOTAL', 'NVLink CRC errors of data.'),
  counter('DCGM_FI_DEV_NVLINK_REPLAY_ERROR_COUNT_TOTAL', 'NVLink retries.'),
  counter('DCGM_FI_DEV_NVLINK_RECOVERY_ERROR_COUNT_TOTAL', 'NVLink recovery errors.'),
  counter('DCGM_FI_DEV_NVLINK_BANDWIDTH_TOTAL', 'NVLink bandwidth of all lanes.'),
  counter('DCGM_FI_DEV_PCIE_REPLAY_COUNTER', 'PCIe retries.'),
  gauge('DCGM_FI_DEV_GPU_TEMP', 'Temperature of the GPU in C.'),
  gauge('DCGM_FI_DEV_MEMORY_TEMP', 'Temperature of its memory in C.'),
  counter('DCGM_FI_DEV_THERMAL_VIOLATION', 'Throttling for heat in ns.'),
  counter('DCGM_FI_DEV_POWER_VIOLATION', 'Throttling for power in ns.'),
  gauge('DCGM_FI_DEV_POWER_USAGE', 'Power in W.'),
  counter('DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION', 'Energy since boot in mJ.'),
  gauge('DCGM_FI_DEV_SM_CLOCK', 'Clock of the multiprocessors in MHz.'),
  gauge('DCGM_FI_DEV_GPU_UTIL', 'Use of the GPU in per cent.'),
  gauge('DCGM_FI_DEV_FB_USED', 'Memory in use in MiB.'),
  gauge('DCGM_FI_DEV_FB_FREE', 'Memory free in MiB.'),
  gauge('DCGM_FI_PROF_GR_ENGINE_ACTIVE', 'Part of the time that the engine is active.'),
  gauge('DCGM_FI_PROF_SM_ACTIVE', 'Part of the cycles that a multiprocessor has work.'),
  gauge('DCGM_FI_PROF_PIPE_TENSOR_ACTIVE', 'Part of the cycles that the tensor pipe is active.'),
  gauge('DCGM_FI_PROF_DRAM_ACTIVE', 'Part of the cycles that memory is sending or receiving.'),
  { field: 'DCGM_FI_DRIVER_VERSION', type: 'label', help: 'Version of the driver.' },
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
