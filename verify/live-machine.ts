import type { Finding } from '#core'
import { ApiFault, type Cluster, type LiveObject } from '#kube'
import type { LiveBinding } from './break-glass.ts'
import { type ProbeRecord, probeRecords } from './probe/probe-record.ts'

const rbac = 'rbac.authorization.k8s.io'

/** A node, as far as it is looked at. */
export type LiveNode = LiveObject & {
  readonly spec: {
    readonly unschedulable?: boolean
    readonly taints?: readonly { readonly key: string; readonly value?: string; readonly effect: string }[]
  }
  readonly status?: {
    readonly allocatable?: Readonly<Record<string, string>>
    readonly conditions?: readonly Condition[]
    readonly nodeInfo?: Readonly<Record<string, string>>
  }
}

/** What a node's kubelet last said of being ready; undefined where it said nothing. */
export function readyCondition({ status }: LiveNode): Condition | undefined {
  return status?.conditions?.find(({ type }) => type === 'Ready')
}

/** Whether a node is ready. */
export function isReady(node: LiveNode): boolean {
  return readyCondition(node)?.status === 'True'
}

/** A condition of anything. */
export interface Condition {
  readonly type: string
  readonly status: string
  readonly reason?: string
  readonly message?: string
}

/** A ClusterQueue, as far as it is looked at. */
export type LiveQueue = LiveObject & {
  readonly spec: {
    readonly stopPolicy?: string
    readonly resourceGroups?: readonly {
      readonly flavors: readonly {
        readonly name: string
        readonly resources: readonly { readonly name: string; readonly nominalQuota: string | number }[]
      }[]
    }[]
  }
  readonly status?: { readonly conditions?: readonly Condition[] }
}

/** What a machine answers, read once; undefined is what it did not let be read. */
export interface LiveMachine {
  readonly nodes: readonly LiveNode[] | undefined
  readonly queues: readonly LiveQueue[] | undefined
  readonly storageClasses: readonly LiveObject[] | undefined
  /** Who has which role, in a namespace and in all. */
  readonly bindings: readonly LiveBinding[] | undefined
  /** Version of the API server: `v1.35.2`. */
  readonly version: string | undefined
  /** What probes have seen, by system. */
  readonly records: ReadonlyMap<string, ProbeRecord> | undefined
  readonly findings: readonly Finding[]
}

/** Reads all of a machine that is judged, in seven requests. What is refused becomes a finding, never an absence. */
export async function liveMachine(cluster: Cluster): Promise<LiveMachine> {
  const findings: Finding[] = []
  const read = async <Answer>(what: string, effect: () => Promise<Answer>): Promise<Answer | undefined> => {
    try {
      return await effect()
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error
      findings.push(unread(what, error))
      return undefined
    }
  }
  const list = (apiVersion: string, kind: string) => read(kind, () => cluster.list({ apiVersion, kind }))
  const version = () =>
    cluster.send<{ gitVersion: string }>({ method: 'GET', path: '/version', action: 'tell its version' })
  const [nodes, queues, storageClasses, told, ofRoles, ofCluster, records] = await Promise.all([
    list('v1', 'Node'),
    list('kueue.x-k8s.io/v1beta2', 'ClusterQueue'),
    list('storage.k8s.io/v1', 'StorageClass'),
    read('version', version),
    list(`${rbac}/v1`, 'RoleBinding'),
    list(`${rbac}/v1`, 'ClusterRoleBinding'),
    read('ConfigMap', () => probeRecords(cluster)),
  ])
  return {
    nodes: nodes as LiveNode[] | undefined,
    queues: queues as LiveQueue[] | undefined,
    storageClasses,
    bindings: ofRoles && ofCluster && ([...ofRoles, ...ofCluster] as LiveBinding[]),
    version: told?.gitVersion,
    records,
    findings,
  }
}

function unread(what: string, error: ApiFault): Finding {
  return {
    code: 'verify/unread',
    severity: 'error',
    path: what,
    message: `the cluster did not let it be read: ${error.message}`,
    remedy: 'verify as somebody who may read all that the pod has',
  }
}
