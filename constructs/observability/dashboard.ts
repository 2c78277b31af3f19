import type { KubeObject } from '#core'

/** One series, or one for each set of labels, in a panel. */
export interface PanelQuery {
  /** PromQL; `$tenant` and the like are choices at the top of the page. */
  readonly expr: string
  /** What it is called, with labels in double braces. */
  readonly legend: string
}

/** Units as Grafana names them. */
export type PanelUnit = 'short' | 'percentunit' | 'watt' | 'kwatth' | 'celsius' | 'h' | 's' | 'none'

/** One picture on a page. */
export interface Panel {
  readonly title: string
  /** What a reader must know of it. @default nothing */
  readonly description?: string
  readonly kind: 'timeseries' | 'stat' | 'bargauge' | 'table'
  readonly unit: PanelUnit
  /** Columns that it takes, of 24. */
  readonly width: number
  readonly queries: readonly PanelQuery[]
  /** Whether series lie on one another. @default false */
  readonly stacked?: boolean
}

/** A choice at the top of a page: one value of a label. */
export interface Choice {
  /** Name, and the label that it chooses a value of. */
  readonly label: string
  /** Series whose labels are the choices. */
  readonly from: string
}

/** One page. */
export interface Dashboard {
  /** Its address for life: `superpod-<name>`. */
  readonly name: string
  readonly title: string
  readonly choices: readonly Choice[]
  /** From left to right, then down: a panel that does not fit begins a line. */
  readonly panels: readonly Panel[]
}

const columns = 24
const heights = { timeseries: 8, stat: 4, bargauge: 8, table: 8 } as const
const datasource = { type: 'prometheus', uid: '$' + '{datasource}' }

/** The page as Grafana reads it. */
function dashboardJson({ name, title, choices, panels }: Dashboard): Record<string, unknown> {
  return {
    uid: `superpod-${name}`,
    title,
    tags: ['superpod'],
    timezone: 'utc',
    schemaVersion: 39,
    editable: false,
    graphTooltip: 1,
    refresh: '1m',
    time: { from: 'now-24h', to: 'now' },
    templating: { list: [datasourceChoice, ...choices.map(choiceJson)] },
    panels: placed(panels).map(({ panel, gridPos }, index) => panelJson(panel, index + 1, gridPos)),
  }
}

export interface DashboardObjectProps {
  /** Namespace that Grafana looks in. */
  readonly namespace: string
}

/** A ConfigMap that Grafana's sidecar finds by its label. */
export function dashboardObject(dashboard: Dashboard, { namespace }: DashboardObjectProps): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `superpod-dashboard-${dashboard.name}`, namespace, labels: { grafana_dashboard: '1' } },
    data: { [`superpod-${dashboard.name}.json`]: JSON.stringify(dashboardJson(dashboard)) },
  }
}

const datasourceChoice = { name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }

function choiceJson({ label, from }: Choice) {
  const query = `label_values(${from}, ${label})`
  return {
    name: label,
    type: 'query',
    datasource,
    query: { query, refId: label },
    refresh: 2,
    sort: 1,
    includeAll: false,
  }
}

interface GridPos {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

function placed(panels: readonly Panel[]): { readonly panel: Panel; readonly gridPos: GridPos }[] {
  let [x, y, lineHeight] = [0, 0, 0]
  return panels.map((panel) => {
    const h = heights[panel.kind]
    if (x + panel.width > columns) [x, y, lineHeight] = [0, y + lineHeight, 0]
    const gridPos = { x, y, w: panel.width, h }
    x += panel.width
    lineHeight = Math.max(lineHeight, h)
    return { panel, gridPos }
  })
}

function panelJson({ title, description, kind, unit, queries, stacked = false }: Panel, id: number, gridPos: GridPos) {
  const custom =
    kind === 'timeseries' ? { fillOpacity: stacked ? 40 : 0, stacking: { mode: stacked ? 'normal' : 'none' } } : {}
  return {
    id,
    type: kind,
    title,
    ...(description === undefined ? {} : { description }),
    datasource,
    gridPos,
    fieldConfig: { defaults: { unit, min: 0, custom, ...(unit === 'percentunit' ? { max: 1 } : {}) }, overrides: [] },
    options: optionsOf[kind],
    targets: queries.map(({ expr, legend }, index) => ({
      refId: String.fromCharCode(65 + index),
      datasource,
      expr,
      legendFormat: legend,
      ...(kind === 'timeseries' ? {} : { instant: true }),
      ...(kind === 'table' ? { format: 'table' } : {}),
    })),
  }
}

const reduceOptions = { calcs: ['lastNotNull'], fields: '', values: false }

const optionsOf = {
  timeseries: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
  stat: { reduceOptions, graphMode: 'none', colorMode: 'none' },
  bargauge: { reduceOptions, orientation: 'horizontal', displayMode: 'basic' },
  table: { showHeader: true },
} as const
