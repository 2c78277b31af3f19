import { counted, type Finding, hasErrors } from '#core'
import { inParallel } from '#kube'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { freezeFindings } from './freeze.ts'
import { type Consent, type GuardedChanges, guardFindings } from './guard.ts'
import { type PrepareOptions, preparedStack } from './prepared-stack.ts'
import type { PreparedStack, StackPlan } from './stack-plan.ts'
import { standingFindings } from './standing.ts'
import { type Survey, surveyed } from './survey.ts'
import { alone } from './target-lock.ts'
import { vanishedFindings } from './vanished.ts'
import { writeStacks } from './written-stacks.ts'

/** What a person asked for. */
export interface ApplyOptions {
  /** Plans what has not changed as well. @default false */
  readonly all?: boolean
  /** Names that may be destroyed. @default none */
  readonly confirmed?: readonly string[]
  /** Whether work may be drained, restarted or pushed out. @default false */
  readonly disruption?: boolean
  /** Whether the data of volumes may go with their namespaces. @default false */
  readonly dataDeleted?: boolean
  /** Takes another cluster than the one recorded for this target. @default false */
  readonly adopt?: boolean
}

/** Plans of stacks, and what speaks against applying them. */
export interface PlannedStacks {
  readonly plans: readonly StackPlan[]
  /** Those of the guard, those of config, and those of plans that could not be made. */
  readonly findings: readonly Finding[]
}

/** Stacks at work at once: an engine fills a core, while most of what manifests do is waiting for the server. */
export function stacksAtOnce({ delivery }: Pick<DeliveryContext, 'delivery'>): number {
  return delivery === 'terraform' ? 2 : 4
}

/** What would be done. Writes the stacks and the saved plans, and changes nothing on the cluster. */
export async function plannedStacks(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  options: ApplyOptions = {},
): Promise<PlannedStacks> {
  return alone(context, async () => {
    await writeStacks(context.workplace, stacks)
    const survey = await surveyed(context, stacks, { adopt: options.adopt ?? false })
    const { all = false, adopt = false } = options
    const prepared = await preparedStacks(context, stacks, survey, { all, adopt, destroy: false })
    const plans = prepared.map(({ plan }) => plan)
    return { plans, findings: await againstApply(context, plans, survey, options) }
  })
}

/** Plans stacks side by side, in the order given. */
export async function preparedStacks(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  survey: Survey,
  options: PrepareOptions,
): Promise<PreparedStack[]> {
  return inParallel(stacks, stacksAtOnce(context), async (stack) => {
    context.signal?.throwIfAborted()
    const step = `plan ${stack.name}`
    context.progress.step(step)
    const prepared = await preparedStack(context, stack, survey, options)
    const { changes, skipped, findings } = prepared.plan
    if (hasErrors(findings)) context.progress.failed(step)
    else context.progress.done(step, skipped && changes.length === 0 ? 'unchanged' : counted(changes.length, 'change'))
    return prepared
  })
}

/** What speaks against applying plans, and what is to be said of them; empty when nothing is. */
export async function againstApply(
  context: Pick<DeliveryContext, 'configured' | 'pod' | 'target' | 'history'>,
  plans: readonly StackPlan[],
  survey: Pick<Survey, 'onRecord' | 'records'>,
  options: ApplyOptions,
): Promise<Finding[]> {
  const { confirmed = [], disruption = false, dataDeleted = false } = options
  const consent: Consent = { confirmed, disruption, dataDeleted }
  const deleted = plans
    .flatMap(({ changes }) => changes)
    .filter(({ kind, action }) => kind === 'Namespace' && action === 'delete')
    .map(({ name }) => name)
  const vanished = vanishedFindings(context, survey.onRecord, { confirmed: consent.confirmed, deleted })
  const { target, history } = context
  const touched = plans.filter(({ changes }) => changes.length > 0)
  return [
    ...plans.flatMap(({ findings }) => findings),
    ...vanished,
    ...(await standingFindings({ target, history, records: survey.records, confirmed }, touched)),
    ...consentFindings(target, plans, consent),
  ]
}

/** What the guard asks of a person; while a target is frozen, no consent helps with what that holds back. */
export function consentFindings(
  target: DeliveryContext['target'],
  plans: readonly GuardedChanges[],
  consent: Consent,
): Finding[] {
  const frozen = freezeFindings(target, plans)
  const held = new Set(frozen.map(({ path }) => path))
  return [...frozen, ...guardFindings(plans, consent).filter(({ path }) => !held.has(path))]
}

/** Exit code of plans that something speaks against: whether any of them failed, or all that was refused. */
export function againstExitCode(plans: readonly StackPlan[]): 1 | 3 {
  return plans.some(({ findings, refused }) => hasErrors(findings) && !refused) ? 3 : 1
}
