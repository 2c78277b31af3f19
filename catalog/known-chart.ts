import type { ChartSite } from './chart-site.ts'
import { draDriverSites } from './chart-sites/dra-driver.ts'
import { gpuOperatorSites } from './chart-sites/gpu-operator.ts'
import { monitoringSites } from './chart-sites/monitoring.ts'
import { networkOperatorSites } from './chart-sites/network-operator.ts'
import { queueSites } from './chart-sites/queues.ts'
import { simulationSites } from './chart-sites/simulation.ts'
import { storageSites } from './chart-sites/storage.ts'

/** What every chart that we configure takes from a site, at the versions that are recorded. */
export const chartSites: readonly ChartSite[] = [
  ...gpuOperatorSites,
  ...draDriverSites,
  ...networkOperatorSites,
  ...queueSites,
  ...monitoringSites,
  ...storageSites,
  ...simulationSites,
]

/** Hosts that images come from at home: where a site has its own registry, none of them may be left. */
export const publicHosts: readonly string[] = [
  'nvcr.io',
  'registry.k8s.io',
  'ghcr.io',
  'quay.io',
  'docker.io',
  'gcr.io',
  'public.ecr.aws',
  'us-central1-docker.pkg.dev',
  'mcr.microsoft.com',
]

/**
 * What a chart takes from a site. Where its version is not recorded, that of the version recorded first: its values are
 * in the same places more often than not, its images are others.
 * @returns undefined where the chart is not recorded at all
 */
export function chartSite(chart: string, version: string | undefined): ChartSite | undefined {
  const all = chartSites.filter((site) => site.chart === chart)
  return all.find((site) => site.version === version?.replace(/^v/, '')) ?? all[0]
}
