import { counted, type Finding } from '#core'
import { daysAfter, type PodModel } from '#model'
import { type Check, difference, openCheck } from '../check.ts'
import type { LiveMachine, LiveNode } from '../live-machine.ts'
import type { ProbeName, ProbeResult } from './probe-record.ts'

/** A check that only a probe can answer. */
export interface ProbedCheckProps {
  readonly model: PodModel
  readonly machine: LiveMachine
  /** Day to judge for. */
  readonly at: string
  readonly name: ProbeName
  readonly title: string
  /** Where it stands, for whoever has no probe. */
  readonly why: string
}

/** What a probe saw on a system that still stands there as it was then, or why nothing counts. */
interface Standing {
  readonly system: string
  readonly result?: ProbeResult
}

/**
 * What probes have seen of one thing, on all systems in service. It holds where each of them has a result that is good,
 * of the system and the operating system that stand there now, and no older than proofs may be.
 */
export function probedCheck(props: ProbedCheckProps): Check {
  const { machine, name, title, why } = props
  if (!machine.records || !machine.nodes)
    return openCheck(name, title, 'records of probes, or nodes, could not be read')
  const all = standings(props)
  const current = all.flatMap(({ system, result }) => (result ? [{ system, result }] : []))
  const failed = current
    .filter(({ result }) => result.state === 'failed')
    .map(({ system, result }) => fault(system, result))
  const good = current.filter(({ result }) => result.state === 'ok')
  const days = span(current.map(({ result }) => result.on))
  const systems = counted(all.length, 'system')
  if (failed.length > 0)
    return { id: name, title, state: 'failed', note: `${systems}, probed ${days}`, findings: failed }
  if (good.length === all.length && all.length > 0) {
    return { id: name, title, state: 'ok', note: `${systems}, probed ${days}`, findings: [] }
  }
  if (current.length === 0) return openCheck(name, title, `${why}: ./superpod verify --probe looks`)
  return openCheck(
    name,
    title,
    `${openNote(
      current.map(({ result }) => result),
      good.length,
      systems,
    )}, probed ${days}`,
  )
}

function standings({ model, machine, at, name }: ProbedCheckProps): Standing[] {
  const nodes = new Map((machine.nodes ?? []).map((node) => [node.metadata.name, node]))
  const { proofDays } = model.platform.gpuOperator
  return model.systems
    .filter(({ outage }) => !outage)
    .map(({ name: system }) => {
      const result = machine.records?.get(system)?.[name]
      const counts = result && isOf(result, nodes.get(system)) && daysAfter(result.on, proofDays) >= at
      return counts ? { system, result } : { system }
    })
}

function isOf({ uuid, osImage }: ProbeResult, node: LiveNode | undefined): boolean {
  const { systemUUID = '', osImage: now = '' } = node?.status?.nodeInfo ?? {}
  return uuid === systemUUID.toLowerCase() && osImage === now
}

/** What is left open: figures that no number judges, or what was seen of how many. */
function openNote(results: readonly ProbeResult[], good: number, systems: string): string {
  const notes = [...new Set(results.filter(({ state }) => state !== 'ok').map(({ note }) => note))]
  const told = notes.length > 4 ? [...notes.slice(0, 4), `and ${notes.length - 4} more`] : notes
  return [...(good > 0 ? [`${good} of ${systems} hold`] : []), ...told].join('; ')
}

function span(days: readonly string[]): string {
  const sorted = [...days].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  return first === last ? `on ${first}` : `from ${first} to ${last}`
}

function fault(system: string, { note, on, by }: ProbeResult): Finding {
  return difference({
    code: 'verify/probe-failed',
    path: `Node ${system}`,
    message: `${note} (${on}, ${by})`,
    remedy: `repair the host, then ./superpod verify --probe --systems ${system}`,
  })
}
