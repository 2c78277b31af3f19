import { Fault, type Finding, hasErrors } from '#core'
import type { Cluster } from '#kube'
import { isReal, type PodModel } from '#model'
import { type PlannedObject, type Preflight, preflight } from '#verify'
import type { Desk } from './command.ts'
import { type MadeStack, madeStacks } from './made-stacks.ts'
import type { StackWords } from './stack-words.ts'
import { confirmedCluster } from './target-cluster.ts'

/** How a preflight is meant that stands before something else. */
export interface PreflightStep {
  /** Whether the cluster may take the place of the one recorded. @default false */
  readonly adopt?: boolean | undefined
  /** Whether it may go on where something could not be read: what only reads may. @default false */
  readonly readOnly?: boolean
}

/** Stacks that were made already, and which they are of. */
export interface KnownStacks extends StackWords {
  readonly stacks: readonly MadeStack[]
}

/** Objects of stacks, each with the release that brings it. */
export function plannedObjects(stacks: readonly MadeStack[]): PlannedObject[] {
  return stacks.flatMap(({ objects, releases }) => [
    ...objects.map(({ object }) => ({ object })),
    ...releases.flatMap(({ name, namespace, objects: inside = [] }) =>
      inside.map((object) => ({ object, release: { namespace, name } })),
    ),
  ])
}

/**
 * Reads a cluster that exists before anything is planned on it; a twin and a kind cluster are made for the pod.
 * @param cluster - undefined where there is none yet: then there is nothing to read
 * @param known - the stacks that the command has made
 * @returns what is worth saying beside the command's own findings
 * @throws Fault 1 for what conflicts, 3 where something could not be read: nothing was planned then
 */
export async function preflightStep(
  model: PodModel,
  cluster: Cluster | undefined,
  known: KnownStacks,
  desk: Desk,
  { adopt, readOnly = false }: PreflightStep = {},
): Promise<Finding[]> {
  if (!cluster || !isReal(model.target)) return []
  await confirmedCluster(cluster, model, desk, adopt)
  const { checks, unread } = await preflight(model, plannedObjects(wholePod(model, known)), cluster)
  const found = checks.flatMap(({ findings }) => findings)
  const against = found.filter(({ severity }) => severity === 'error')
  if (against.length > 0) throw new Fault(1, [...against, ...unread])
  if (unread.length > 0 && !readOnly) throw new Fault(3, unread)
  desk.progress.done('preflight', summaryOf({ checks }))
  const unreadYet = unread.map((each): Finding => ({ ...each, severity: 'warning' }))
  return [...unreadYet, ...found.filter(({ severity }) => severity === 'warning')]
}

/** A preflight is of the whole pod: only where a part of it was made, all of it is made here. */
function wholePod(model: PodModel, { stacks, stack, tenant }: KnownStacks): readonly MadeStack[] {
  return stack === undefined && tenant === undefined ? stacks : madeStacks(model, {})
}

function summaryOf({ checks }: Pick<Preflight, 'checks'>): string {
  const fit = checks.filter(({ state, findings }) => state === 'ok' && !findings.some(isWorthSaying)).length
  const open = checks.filter(({ state }) => state === 'not verified').length
  return `${fit} of ${checks.length} checks fit, ${open} not verified`
}

function isWorthSaying({ severity }: Finding): boolean {
  return severity !== 'info'
}

/** Exit code of a preflight by itself: 1 for what conflicts, 3 where something could not be read. */
export function preflightExitCode({ checks, unread }: Pick<Preflight, 'checks' | 'unread'>): number {
  if (checks.some(({ findings }) => hasErrors(findings))) return 1
  return unread.length > 0 ? 3 : 0
}
