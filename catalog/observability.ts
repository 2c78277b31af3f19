import type { Chart } from './chart.ts'
import { fact } from './source.ts'

/** Prometheus, its operator, Alertmanager, Grafana, node-exporter and kube-state-metrics: version without `v`. */
export const prometheusChart: Chart = {
  name: 'kube-prometheus-stack',
  repository: fact('https://prometheus-community.github.io/helm-charts', 'OBS', 'V'),
}

/** Version of the chart that rules are tested with: its Prometheus is 3.14.0. */
export const defaultObservabilityVersion = '88.5.3'

/**
 * XID codes after which a GPU does no more work as it is: 48 and 95 uncorrectable memory errors, 64 a row that could not
 * be remapped, 74 NVLink, 79 fallen off the bus.
 */
export const fatalXids = fact([48, 64, 74, 79, 95], 'OBS', 'D')

/** Temperature from which a GPU is called hot, in degrees Celsius. */
export const hotGpuCelsius = fact(85, 'OBS', 'D')
