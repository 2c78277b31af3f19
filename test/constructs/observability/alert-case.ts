/** One alert that must be there, and the value that its text tells. */
export interface Firing {
  readonly labels: Readonly<Record<string, string>>
  readonly value?: string
}

/** What happens to an alert while these series go by. */
export interface AlertCase {
  readonly title: string
  /** Values by series, one a minute, as promtool writes them. */
  readonly series: Readonly<Record<string, string>>
  /** Whether the systems of the fleet are there. @default true */
  readonly fleet?: boolean
  /** When it is looked at, `30m`. */
  readonly at: string
  /** Empty: nobody is told. */
  readonly fires: readonly Firing[]
}

const labelled = (node: string, state?: string) =>
  `kube_node_labels{node="${node}", label_superpod_scalable_unit="su1", label_superpod_rack="su1-r01", label_superpod_pool="shared"${state === undefined ? '' : `, label_superpod_state="${state}"`}}`
const ready = (node: string) => `kube_node_status_condition{node="${node}", condition="Ready", status="true"}`

/** Two systems: one in service, one that config has taken out; and a tenant's namespace. */
export const fleet: Readonly<Record<string, string>> = {
  [labelled('s1')]: '1x180',
  [labelled('s2', 'maintenance')]: '1x180',
  'kube_namespace_labels{namespace="ada-train", label_superpod_tenant="ada"}': '1x180',
}

/** Where the systems of the fleet stand. */
export const place = { scalable_unit: 'su1', rack: 'su1-r01' }

/** Labels of GPU 3 of a system, as rules keep them. */
export const gpu3 = (node = 's1') => ({ node, gpu: '3', UUID: 'GPU-3' })

/** A DCGM series of GPU 3 of a system. */
export const dcgm = (metric: string, { node = 's1', pod = '' } = {}) =>
  `${metric}{node="${node}", gpu="3", UUID="GPU-3", modelName="H100"${pod && `, namespace="ada-train", pod="${pod}"`}}`

/** Whether a node is ready. */
export const readiness = (node: string, values: string) => ({ [ready(node)]: values })
