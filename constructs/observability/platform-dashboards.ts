import type { KubeObject } from '#core'
import { type Dashboard, type DashboardObjectProps, dashboardObject } from './dashboard.ts'
import { podDashboard } from './pod-dashboard.ts'
import { tenantDashboard } from './tenant-dashboard.ts'
import { unitDashboard } from './unit-dashboard.ts'

/** Every page that Grafana gets from us. */
export const dashboards: readonly Dashboard[] = [podDashboard, unitDashboard, tenantDashboard]

/** All pages, as ConfigMaps. None names a system, a unit or a tenant: those are choices at the top. */
export function platformDashboards(props: DashboardObjectProps): KubeObject[] {
  return dashboards.map((dashboard) => dashboardObject(dashboard, props))
}
