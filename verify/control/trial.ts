import type { KubeObject } from '#core'
import { type Asker, type Cluster, refusalOf } from '#kube'

/**
 * What came of a try. `held`: the server decided as the control wants. `broken`: it did not, with what was let through.
 * `untold`: it decided for another reason, or was not able to, so the try tells nothing.
 */
export type Verdict = { readonly held: true } | { readonly broken: string } | { readonly untold: string }

/** One question to a live cluster. Nothing is ever kept of it. */
export type Trial = () => Promise<Verdict>

/** The server decided as the control wants. */
export const held: Verdict = { held: true }

/** The only try where a tenant has nobody who could submit anything. */
export const nobody: Trial = async () => ({ untold: 'its file names no group that may submit work' })

/** Work that must be refused: it is judged as if it were made, by the name of whom it is for, and never made. */
export interface RefusedWork {
  readonly cluster: Cluster
  readonly as: Asker
  /** What it is, as a sentence has it: `a pod with a hostPath volume`. */
  readonly what: string
  readonly object: KubeObject
  /** Words of whatever must refuse it: one of them is in the server's answer. */
  readonly by: readonly string[]
}

/** A try that holds where the server refuses work, for the reason that it should have. */
export function refusedWork({ cluster, as, what, object, by }: RefusedWork): Trial {
  return async () => {
    const said = `${what} in ${object.metadata.namespace}, by ${wordOf(as)}`
    const answer = await refusalOf(() => cluster.create(object, { dryRun: true, as }))
    if (answer === undefined) return { broken: `${said}, would be accepted` }
    if (answer.includes('cannot impersonate'))
      return { untold: 'these credentials may not act as others (impersonate)' }
    if (by.some((word) => answer.includes(word))) return held
    return { untold: `${said}, is refused for another reason: ${firstSentence(answer)}` }
  }
}

/** Somebody, by the group that they are of. */
export function wordOf({ user, groups }: Asker): string {
  const [group] = groups.filter((each) => !each.startsWith('system:'))
  return group === undefined ? user : `group ${group}`
}

function firstSentence(answer: string): string {
  return answer.length > 240 ? `${answer.slice(0, 240)}…` : answer
}
