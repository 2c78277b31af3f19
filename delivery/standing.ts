import { isOfThisComputer } from '#catalog'
import { counted, type Finding, wordList } from '#core'
import { type ApplyRecord, printedWork, type Work } from './apply-record.ts'
import type { DeliveryTarget } from './delivery-context.ts'

/** A commit that touched the folder of a pod. */
export interface PodCommit {
  readonly id: string
  readonly subject: string
  readonly author: string
  /** Files that it touched, relative to the folder of the pod. */
  readonly files: readonly string[]
}

/** How the config's commit stands to another one: `unknown` where this clone has never heard of that. */
export type Relation = 'same' | 'newer' | 'older' | 'diverged' | 'unknown'

/** Where the config comes from, and who is about to apply it. */
export interface History {
  /** Undefined where the config is in no commit. */
  readonly commit?: string | undefined
  readonly dirty: boolean
  readonly who: string
  /** Hash of the pod's config. */
  readonly config: string
  relation(commit: string): Promise<Relation>
  /** Commits after another one that touched the folder of the pod, newest first. */
  since(commit: string): Promise<readonly PodCommit[]>
}

/** A stack, as far as its standing depends on it. */
export interface StandingStack {
  readonly name: string
  readonly tenant?: string | undefined
}

interface Standing {
  readonly target: DeliveryTarget
  readonly history?: History | undefined
  readonly records: ReadonlyMap<string, ApplyRecord>
  /** Names that a person confirmed: a stack's, or the beginning of the commit that is applied. @default none */
  readonly confirmed?: readonly string[]
}

/**
 * How the config's commit stands to those that stacks were applied from: merged changes that are not applied yet and
 * would ride along, and an older commit, which would take back what others have applied.
 * @param stacks - those that something would be done to
 */
export async function standingFindings(context: Standing, stacks: readonly StandingStack[]): Promise<Finding[]> {
  const { history, records } = context
  if (!history) return []
  const byCommit = new Map<string, { readonly work: Work; readonly stacks: StandingStack[] }>()
  for (const stack of stacks) {
    const { ended, begun } = records.get(stack.name) ?? {}
    for (const work of [ended, begun]) {
      if (!work) continue
      const group = byCommit.get(work.commit) ?? { work, stacks: [] }
      group.stacks.push(stack)
      byCommit.set(work.commit, group)
    }
  }
  const found = await Promise.all(
    [...byCommit.values()].map((group) => ofGroup(context, history, group.work, group.stacks)),
  )
  return [...unfinished(records, stacks), ...found.flat()]
}

async function ofGroup(
  context: Standing,
  history: History,
  work: Work,
  stacks: readonly StandingStack[],
): Promise<Finding[]> {
  const names = [...new Set(stacks.map(({ name }) => name))]
  if (work.commit === '') return []
  if (history.commit === undefined) return [withoutCommit(work, names)]
  const relation = await history.relation(work.commit)
  if (relation === 'older' || relation === 'unknown') return refused(context, history.commit, relation, work, names)
  const uncommitted = work.dirty ? [uncommittedThen(work, names)] : []
  if (relation === 'diverged') return [...uncommitted, diverged(history.commit, work, names)]
  const commits = (await history.since(work.commit)).filter(({ files }) =>
    stacks.some((stack) => files.some((file) => concerns(file, stack, context.target.name))),
  )
  return commits.length === 0 ? uncommitted : [...uncommitted, ridesAlong(commits, work, names)]
}

/** Whether a file of the pod can change a stack: not another target's, and for a tenant not that of another one. */
function concerns(file: string, { tenant }: StandingStack, target: string): boolean {
  if (file.startsWith('targets/')) return file === `targets/${target}.yaml`
  return !file.startsWith('tenants/') || tenant === undefined || file === `tenants/${tenant}.yaml`
}

const shown = 8

function ridesAlong(commits: readonly PodCommit[], work: Work, names: readonly string[]): Finding {
  const lines = commits.slice(0, shown).map(({ id, subject, author }) => `${id.slice(0, 12)} ${subject} (${author})`)
  const more = commits.length > shown ? [`and ${commits.length - shown} more`] : []
  return {
    code: 'record/rides-along',
    severity: 'info',
    path: printedNames(names),
    message: `${counted(commits.length, 'commit')} since the ${printedWork(work)} ${commits.length === 1 ? 'is' : 'are'} not applied yet:\n${[...lines, ...more].join('\n')}`,
  }
}

function refused(
  { target, confirmed = [] }: Standing,
  head: string,
  relation: 'older' | 'unknown',
  work: Work,
  all: readonly string[],
): Finding[] {
  if (confirmed.some((each) => /^[0-9a-f]{7,}$/.test(each) && head.startsWith(each))) return []
  const names = all.filter((name) => !confirmed.includes(name))
  if (names.length === 0) return []
  const severity = isOfThisComputer(target) ? 'warning' : 'error'
  const path = printedNames(names)
  const consent = `--confirm ${head.slice(0, 12)}`
  if (relation === 'older') {
    return [
      {
        code: 'record/older-commit',
        severity,
        path,
        message: `the config is of commit ${head.slice(0, 12)}, but what is there is newer: ${printedWork(work)}`,
        remedy: `take in what was merged since (git pull), or add ${consent} if the older state shall come back`,
      },
    ]
  }
  return [
    {
      code: 'record/commit-unknown',
      severity,
      path,
      message: `what is there is of a commit that this clone does not know, and may be newer than ${head.slice(0, 12)}: ${printedWork(work)}`,
      remedy: `fetch it (git fetch; in a pipeline, the whole history: fetch-depth: 0), or add ${consent} if it is nowhere any more`,
    },
  ]
}

function diverged(head: string, work: Work, names: readonly string[]): Finding {
  return {
    code: 'record/diverged',
    severity: 'warning',
    path: printedNames(names),
    message: `the config is of commit ${head.slice(0, 12)}, which neither comes before nor after what is there: ${printedWork(work)}`,
    remedy: 'merge or rebase onto that commit, so that nothing of it is taken back unseen',
  }
}

function withoutCommit(work: Work, names: readonly string[]): Finding {
  return {
    code: 'record/no-commit',
    severity: 'warning',
    path: printedNames(names),
    message: `the config is in no commit, but what is there is: ${printedWork(work)}; nothing tells which of the two is newer`,
    remedy: 'apply from a clone of the repository that has that commit',
  }
}

function uncommittedThen(work: Work, names: readonly string[]): Finding {
  return {
    code: 'record/uncommitted',
    severity: 'warning',
    path: printedNames(names),
    message: `what is there has changes that no commit has: ${printedWork(work)}`,
    remedy: 'ask whoever applied it: what was never committed is taken back',
  }
}

function unfinished(records: ReadonlyMap<string, ApplyRecord>, stacks: readonly StandingStack[]): Finding[] {
  const open = new Map<string, string[]>()
  for (const { name } of stacks) {
    const begun = records.get(name)?.begun
    if (begun) open.set(printedWork(begun), [...(open.get(printedWork(begun)) ?? []), name])
  }
  return [...open].map(([text, names]) => ({
    code: 'record/unfinished',
    severity: 'info',
    path: printedNames(names),
    message: `an ${text} did not come to its end, or is still under way`,
  }))
}

function printedNames(names: readonly string[]): string {
  return names.length > 3 ? `${names[0]} and ${names.length - 1} more` : wordList(names, 'and')
}
