import { isOfThisComputer } from '#catalog'
import type { Finding } from '#core'
import type { StateFile } from './applied-record.ts'
import { type ApplyRecord, isDestroyed, lastWork } from './apply-record.ts'
import type { DeliveryTarget } from './delivery-context.ts'

/** What tells whether a state is the one that a cluster was applied with. */
export interface LineageFacts {
  readonly target: DeliveryTarget
  readonly stack: string
  /** Whether the state is a file on this computer. */
  readonly isLocal: boolean
  readonly state: StateFile | undefined
  /** What the cluster has on record. */
  readonly record: ApplyRecord | undefined
  /** How many things of the stack are on the cluster, and how many of them the state lacks. */
  readonly live: { readonly all: number; readonly missing: number }
}

/** Whether what a state lacks may be taken into it: only where it is known to be the one that made it. */
export function mayImport({ target, state, record }: LineageFacts, adopt: boolean): boolean {
  return adopt || isOfThisComputer(target) || (state !== undefined && record?.lineage === state.lineage)
}

/**
 * What speaks against applying a stack with a state: another clone with a state of its own would take over, overwrite or
 * destroy what the first one made.
 * @returns undefined where the state is the one on record, or nothing is there yet
 */
export function lineageFinding(facts: LineageFacts): Finding | undefined {
  const { target, stack, isLocal, state, record, live } = facts
  if (isOfThisComputer(target)) return undefined
  const found = (words: Omit<Finding, 'path' | 'severity'>): Finding => ({ ...words, severity: 'error', path: stack })
  if (record && record.lineage !== '') {
    if (record.lineage !== state?.lineage) {
      return isDestroyed(record) && live.missing === 0 ? undefined : found(otherLineage(facts, record))
    }
    return state.serial < record.serial ? found(behind(state, record)) : undefined
  }
  if (live.missing > 0) return found(unrecorded(stack, live.missing))
  if (isLocal || live.all > 0 || !state?.resources?.length) return undefined
  return found(ofAnotherCluster(stack, state.resources.length))
}

const wayOut = 'or give --adopt if nobody else applies this stack: what is there is taken into this state'

function otherLineage({ stack, state, isLocal }: LineageFacts, record: ApplyRecord) {
  const here = isLocal ? 'here' : 'in its backend'
  return {
    code: 'state/other-lineage',
    message: `${stack} was made with another state than the one ${here}${state ? '' : ', where there is none'}: ${lastWork(record) ?? 'somebody else applied it'}`,
    remedy: `apply it from the clone that has its state, move that to a backend that both reach (docs/state.md), ${wayOut}`,
  }
}

function behind(state: StateFile, record: ApplyRecord) {
  const work = lastWork(record)
  return {
    code: 'state/behind',
    message: `the state is at serial ${state.serial}, but the cluster was applied with ${record.serial}${work ? `: ${work}` : ''}`,
    remedy: `put the newer state in its place, ${wayOut}`,
  }
}

function unrecorded(stack: string, missing: number) {
  return {
    code: 'state/unrecorded-objects',
    message: `${missing} things on the cluster are of ${stack}, but neither its state nor the cluster's record has them`,
    remedy: `find out who made them: the state of another clone may have them, ${wayOut}`,
  }
}

function ofAnotherCluster(stack: string, count: number) {
  return {
    code: 'state/of-another-cluster',
    message: `the state of ${stack} holds ${count} things, but nothing of them is on this cluster, and it has no record of them`,
    remedy:
      'name another prefix or address if this is the state of another cluster, or give --adopt if this cluster takes the place of a lost one',
  }
}
