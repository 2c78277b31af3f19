import { counted, Fault, type Finding, hasErrors, refusal } from '#core'
import { inParallel, isWorthAnotherTry } from '#kube'
import type { DeliveryContext } from './delivery-context.ts'
import { whileRecording } from './delivery-record.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { keptVolumeFindings, refuseNewData } from './held-volumes.ts'
import { insideObjects } from './owned-objects.ts'
import { freePendingReleases } from './pending-releases.ts'
import {
  type ApplyOptions,
  againstApply,
  againstExitCode,
  consentFindings,
  preparedStacks,
  stacksAtOnce,
} from './planned-stacks.ts'
import { preparedStack } from './prepared-stack.ts'
import { resumeQueues } from './queues.ts'
import { liveReleases } from './release-record.ts'
import { waitForTerminating } from './retired-namespaces.ts'
import type { PreparedStack, StackPlan, StackResult } from './stack-plan.ts'
import { type Survey, surveyed } from './survey.ts'
import { alone } from './target-lock.ts'
import { writeStacks } from './written-stacks.ts'

/** How stacks are applied. */
export interface ApplyStacksOptions extends ApplyOptions {
  /** Told what is to be said of the plans, where nothing of it speaks against them. */
  readonly said?: (findings: readonly Finding[]) => void
  /** Shown the plans before anything is done; without it they are applied as they are. */
  readonly approve?: (plans: readonly StackPlan[]) => Promise<boolean>
}

/**
 * Applies stacks, layer after layer, tenants side by side: plans all of them anew, has the guard read the plans, and
 * applies exactly those. A tenant that fails stops no other one.
 * @returns what came of each, in the order given
 * @throws Fault when something speaks against it; then nothing was touched
 */
export async function applyStacks(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  options: ApplyStacksOptions = {},
): Promise<StackResult[]> {
  return alone(context, () => appliedStacks(context, stacks, options))
}

async function appliedStacks(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  options: ApplyStacksOptions,
): Promise<StackResult[]> {
  await writeStacks(context.workplace, stacks)
  const survey = await repaired(context, stacks, await surveyed(context, stacks, { adopt: options.adopt ?? false }))
  const { all = false, adopt = false } = options
  const prepared = await preparedStacks(context, stacks, survey, { all, adopt, destroy: false, seeded: true })
  const plans = prepared.map(({ plan }) => plan)
  const against = await againstApply(context, plans, survey, options)
  if (hasErrors(against)) throw new Fault(againstExitCode(plans), against)
  options.said?.(against)
  if (options.approve && !(await options.approve(plans))) throw declined(context.target.name)
  await resumeQueues(
    context,
    stacks.flatMap(({ name }) => survey.live.objects.ofStack(name)),
    stacks.flatMap((stack) => insideObjects(stack).map(({ object }) => object)),
  )
  const results = new Map<string, StackResult>()
  for (const layer of ['cluster', 'platform', 'tenant'] as const) {
    const due = prepared.filter(({ stack }) => stack.layer === layer)
    if ([...results.values()].some(({ outcome }) => outcome === 'failed')) break
    await whileRecording(context, async () => {
      await inParallel(due, stacksAtOnce(context), async (each) => {
        results.set(each.stack.name, await appliedStack(context, each, options))
      })
    })
  }
  return stacks.map((stack) => results.get(stack.name) ?? notReached(stack))
}

/**
 * The survey once the releases that an earlier run left in the middle are free again.
 * @param kept - statuses of releases that stay as they are. @default none
 */
export async function repaired(
  context: DeliveryContext,
  stacks: readonly DeliveryStack[],
  survey: Survey,
  kept: readonly string[] = [],
): Promise<Survey> {
  let freed = false
  for (const stack of stacks) freed = (await freePendingReleases(context, stack, survey.live.releases, kept)) || freed
  return freed ? { ...survey, live: { ...survey.live, releases: await liveReleases(context.cluster) } } : survey
}

const tries = 6

async function appliedStack(
  context: DeliveryContext,
  prepared: PreparedStack,
  options: ApplyStacksOptions,
): Promise<StackResult> {
  const { stack, plan } = prepared
  const { name } = stack
  if (plan.skipped && plan.changes.length === 0) {
    return { name, outcome: 'unchanged', changes: 0, seconds: plan.seconds, findings: [] }
  }
  const begun = performance.now()
  const seconds = () => plan.seconds + (performance.now() - begun) / 1000
  const step = `stack ${name}`
  context.progress.step(step, `${plan.changes.length} changes`)
  try {
    await appliedInTheEnd(context, prepared, options)
    const outcome = plan.changes.length > 0 ? 'applied' : 'unchanged'
    context.progress.done(step, outcome === 'applied' ? counted(plan.changes.length, 'change') : 'unchanged')
    return {
      name,
      outcome,
      changes: plan.changes.length,
      seconds: seconds(),
      findings: keptVolumeFindings(plan.volumes ?? []),
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    context.progress.failed(step)
    return { name, outcome: 'failed', changes: 0, seconds: seconds(), findings: error.findings }
  }
}

/** Applies a plan; one that cannot hold any more, or failed at what is not up yet, is made and judged anew. */
async function appliedInTheEnd(
  context: DeliveryContext,
  first: PreparedStack,
  { confirmed = [], disruption = false, dataDeleted = false }: ApplyStacksOptions,
): Promise<void> {
  const again = async () => {
    const survey = await surveyed(context, [first.stack], { adopt: false })
    const prepared = await preparedStack(context, first.stack, survey, { all: true, destroy: false, seeded: true })
    const against = consentFindings(context.target, [prepared.plan], { confirmed, disruption, dataDeleted })
    if (against.length > 0) throw new Fault(1, against)
    return prepared
  }
  // a plan that was made while a namespace was on its way out takes it for there
  let prepared = (await waitForTerminating(context, first.stack)) ? await again() : first
  for (let attempt = 1; ; attempt += 1) {
    context.signal?.throwIfAborted()
    try {
      if (!dataDeleted) await refuseNewData(context.cluster, prepared.plan.changes)
      return await prepared.apply()
    } catch (error) {
      if (attempt === tries || !isWorthAnotherTry(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 3000 * attempt))
      prepared = await again()
    }
  }
}

function notReached({ name }: DeliveryStack): StackResult {
  return { name, outcome: 'not reached', changes: 0, seconds: 0, findings: [] }
}

function declined(target: string) {
  return refusal({
    code: 'apply/declined',
    path: target,
    message: 'the plan was not approved, and nothing was touched',
    remedy: 'run the command again and agree, or add --yes',
  })
}
