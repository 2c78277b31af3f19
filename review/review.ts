import { type ConsequenceClass, consequenceClasses, gravest } from '#catalog'
import type { Finding, Place } from '#core'
import type { TenantModel } from '#model'
import type { Draft, WayBack } from './draft.ts'
import { effects, type StackPair } from './effect.ts'
import { type FindingChange, findingChange } from './finding-change.ts'
import { type LedgerChange, ledgerChange } from './ledger.ts'
import { byWeight, type Line, reviewLines } from './line.ts'
import { type PlannedStack, plannedLines } from './planned.ts'
import { podDrafts } from './pod/pod-drafts.ts'
import { wholePodDraft } from './pod/whole-pod.ts'
import type { ReviewedPod } from './reviewed-pod.ts'
import { tenantDrafts } from './tenant/tenant-drafts.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** What a review is made of. */
export interface ReviewQuestion {
  readonly before: ReviewedPod
  readonly after: ReviewedPod
  /** Stacks whose part of the model differs; all others are the same on both sides. */
  readonly pairs: readonly StackPair[]
  /** What Terraform would do, where plans are given. @default none */
  readonly plans?: readonly PlannedStack[]
  /** Day to judge for, `2027-06-30`. */
  readonly at: string
  /** What is to say of the two states themselves: a shallow clone, a base that moved on. */
  readonly findings: readonly Finding[]
}

/** A tenant that a change reaches, and whom to ask. */
export interface ReachedTenant {
  readonly name: string
  readonly title: string
  readonly contact?: string
  /** Groups of its people, prefix included. */
  readonly groups: readonly string[]
}

/** What a change of config does to the machine and to its tenants. */
export interface Review {
  readonly pod: string
  readonly target: string
  readonly base: string
  readonly head: string
  readonly verdict: Verdict
  /** False where a side cannot be read: what is said is then not all that happens. */
  readonly comparable: boolean
  readonly class: ConsequenceClass
  /** Every class that is met, gravest first. */
  readonly classes: readonly ConsequenceClass[]
  /** Most dangerous first; those of class `nothing` change no object. */
  readonly lines: readonly Line[]
  /** Tenants whose jobs restart at most. */
  readonly restarts: readonly string[]
  /** Systems that drain or reboot, and how many at once. */
  readonly drains: { readonly systems: number; readonly paces: readonly string[] }
  readonly back: WayBack
  readonly ledger: LedgerChange
  readonly findings: FindingChange
  readonly reached: readonly ReachedTenant[]
  readonly tenants: number
  readonly stacks: { readonly changed: readonly string[]; readonly unchanged: readonly string[] }
}

/** A review of two states of a pod: a pure function of both and of the day. */
export function review({ before, after, pairs, at, findings, plans = [] }: ReviewQuestion): Review {
  // what cannot be read is not gone
  const comparable = isComparable(before, after)
  const found = comparable ? effects(pairs) : []
  const tenants = [...(before.model?.tenants ?? []), ...(after.model?.tenants ?? [])]
  const names = [...new Set(tenants.map(({ name }) => name))].sort()
  const judgedLines = reviewLines(draftsOf(before, after), found, names, placesOf(before, after))
  const lines = [...judgedLines, ...plannedLines(plans, found)].sort(byWeight)
  const worst = gravest(lines.map((line) => line.class))
  const classes = new Set(lines.flatMap((line) => line.classes))
  const judged = findingChange(before.model ? before.findings : [], after.findings)
  const changed = [...new Set(found.map(({ stack }) => stack))].sort()
  const all = [...new Set([...before.stacks, ...after.stacks])].sort()
  return {
    pod: after.loaded.name,
    target: after.loaded.target?.name ?? before.loaded.target?.name ?? '',
    base: before.label,
    head: after.label,
    // what cannot be compared is a person's to decide
    verdict: comparable ? verdictOf(worst) : graver(verdictOf(worst), 'decision'),
    comparable,
    class: worst,
    classes: [...consequenceClasses].reverse().filter((each) => classes.has(each)),
    lines,
    restarts: namesOf(lines, ({ restarts }) => restarts),
    drains: drained(lines),
    back: wayBack(lines),
    ledger: ledgerChange(before.model, after.model, at),
    findings: { ...judged, fresh: [...findings, ...judged.fresh] },
    reached: reachedTenants(
      namesOf(lines, ({ reaches }) => reaches),
      tenants,
    ),
    tenants: names.length,
    stacks: { changed, unchanged: all.filter((name) => !changed.includes(name)) },
  }
}

function draftsOf(before: ReviewedPod, after: ReviewedPod): Draft[] {
  const [was, is] = [before.loaded, after.loaded]
  const models = before.model && after.model && { before: before.model, after: after.model }
  if (!models || !was.pod || !is.pod || !was.target || !is.target) return wholePodDraft(before, after)
  return [
    ...tenantDrafts({ model: models.before, tenants: was.tenants }, { model: models.after, tenants: is.tenants }),
    ...podDrafts(
      { pod: was.pod, target: was.target, inventory: was.inventory },
      { pod: is.pod, target: is.target, inventory: is.inventory },
      models,
    ),
  ]
}

/** Head's places; those of base for what is gone from head. */
function placesOf(before: ReviewedPod, after: ReviewedPod) {
  return (path: string): Place | undefined => after.loaded.places.at(path) ?? before.loaded.places.at(path)
}

function isComparable(before: ReviewedPod, after: ReviewedPod): boolean {
  const couldBeRead = (pod: ReviewedPod) => pod.model !== undefined || isAbsent(pod)
  return couldBeRead(before) && couldBeRead(after)
}

/** Whether a pod is not there at all. */
function isAbsent({ model, findings }: ReviewedPod): boolean {
  return model === undefined && findings.length === 0
}

function graver(one: Verdict, other: Verdict): Verdict {
  return one === 'destroys' ? one : other
}

function namesOf(lines: readonly Line[], of: (line: Line) => readonly string[]): string[] {
  return [...new Set(lines.flatMap(of))].sort()
}

// lines may mean the same systems: the most of one line is the least that is certain, and their sum would be made up
function drained(lines: readonly Line[]): Review['drains'] {
  const each = lines.flatMap(({ drains }) => drains ?? [])
  const systems = Math.max(0, ...each.map((one) => one.systems))
  return { systems, paces: [...new Set(each.map(({ pace }) => pace))] }
}

function wayBack(lines: readonly Line[]): WayBack {
  const backs = lines.map(({ back }) => back)
  const first = (kind: WayBack['kind']) => backs.find((back) => back.kind === kind)
  return first('impossible') ?? first('steps') ?? { kind: 'revert', how: 'a revert suffices' }
}

function reachedTenants(names: readonly string[], tenants: readonly TenantModel[]): ReachedTenant[] {
  return names.flatMap((name) => {
    const tenant = tenants.findLast((each) => each.name === name)
    if (!tenant) return []
    const { title, contact, groups } = tenant
    return {
      name,
      title,
      ...(contact === undefined ? {} : { contact }),
      groups: [...new Set(Object.values(groups).flat())].sort(),
    }
  })
}
