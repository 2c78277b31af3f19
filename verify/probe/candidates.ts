import type { LiveObject } from '#kube'
import { gpuResource, type PodModel, type Pool, type System, systemDevices } from '#model'
import { isReady, type LiveNode } from '../live-machine.ts'

/** A system that may be probed. */
export interface Candidate {
  readonly system: System
  readonly node: LiveNode
  /** Whether its GPUs are whole: parts of GPUs are neither diagnosed nor measured. */
  readonly whole: boolean
}

/** Systems that may be probed now, and why others may not. */
export interface Candidates {
  readonly taken: readonly Candidate[]
  readonly left: readonly { readonly system: string; readonly why: string }[]
}

/** What a machine does at this moment. */
export interface Moment {
  readonly model: PodModel
  readonly nodes: readonly LiveNode[]
  readonly pods: readonly LiveObject[]
  readonly workloads: readonly LiveObject[]
}

/** Namespace in which probes run. */
export const probeNamespace = 'superpod-probe'

/**
 * Systems on which nothing runs that asked for GPUs, in service or drained; of pools in which work waits only drained
 * ones, for a probe is behind everybody. What a tenant left its data on, and what is outside, is left alone.
 */
export function candidates(moment: Moment, wanted: readonly System[]): Candidates {
  const byName = new Map(moment.nodes.map((node) => [node.metadata.name, node]))
  const busy = new Set(moment.pods.filter(isAtWork).map(({ spec }) => `${(spec as PodSpec).nodeName}`))
  const waiting = poolsWithWaitingWork(moment)
  const judged = wanted.map((system) => {
    const node = byName.get(system.name)
    const pool = moment.model.pools.find(({ systems }) => systems.some(({ name }) => name === system.name))
    const why = whyNot(system, node, busy, pool && waiting.has(pool.name) ? pool.name : undefined)
    return { system, node, pool, why }
  })
  return {
    taken: judged.flatMap(({ system, node, pool, why }) =>
      node && why === undefined ? [{ system, node, whole: isWhole(system, pool) }] : [],
    ),
    left: judged.flatMap(({ system: { name }, why }) => (why === undefined ? [] : [{ system: name, why }])),
  }
}

interface PodSpec {
  readonly nodeName?: string
  readonly containers?: readonly { readonly resources?: { readonly requests?: Readonly<Record<string, string>> } }[]
  readonly initContainers?: PodSpec['containers']
}

function whyNot(
  { outage }: System,
  node: LiveNode | undefined,
  busy: ReadonlySet<string>,
  waitedFor: string | undefined,
): string | undefined {
  if (outage?.state === 'outside' || outage?.state === 'quarantine') return `it is in ${outage.state} by config`
  if (!node) return 'no node has its name'
  if (!isReady(node)) return 'it is not ready'
  if (busy.has(node.metadata.name)) return 'work runs on it'
  const drained = outage !== undefined || node.spec.unschedulable === true
  return drained || waitedFor === undefined ? undefined : `work waits for the pool ${waitedFor}`
}

/** Whether a pod that asked for GPUs, or for parts of them, holds them. */
function isAtWork({ spec, status }: LiveObject): boolean {
  const { nodeName, containers = [], initContainers = [] } = spec as PodSpec
  const { phase } = (status ?? {}) as { phase?: string }
  if (nodeName === undefined || phase === 'Succeeded' || phase === 'Failed') return false
  return [...containers, ...initContainers].some(({ resources }) =>
    Object.keys(resources?.requests ?? {}).some((name) => name.startsWith('nvidia.com/')),
  )
}

function poolsWithWaitingWork({ model, workloads }: Moment): ReadonlySet<string> {
  const waiting = new Set(workloads.filter(isWaiting).map(({ metadata }) => metadata.namespace))
  const owners = model.tenants.filter(({ namespaces }) => namespaces.some(({ name }) => waiting.has(name)))
  return new Set(owners.map(({ pool }) => pool))
}

function isWaiting({ metadata, spec, status }: LiveObject): boolean {
  if (metadata.namespace === probeNamespace || (spec as { active?: boolean }).active === false) return false
  const { conditions = [] } = (status ?? {}) as { conditions?: readonly { type: string; status: string }[] }
  const holds = (type: string) => conditions.some((each) => each.type === type && each.status === 'True')
  return !holds('Finished') && !holds('QuotaReserved')
}

function isWhole(system: System, pool: Pool | undefined): boolean {
  return systemDevices(system, pool)[gpuResource] === system.gpus
}
