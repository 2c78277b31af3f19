import { isOfThisComputer } from '#catalog'
import { Fault, type Finding, hasErrors, refusal } from '#core'
import { inParallel } from '#kube'
import { forgetApplied } from './applied-record.ts'
import { repaired } from './apply-stacks.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { freezeFindings } from './freeze.ts'
import { guardFindings } from './guard.ts'
import { heldVolumeFindings, keptVolumeFindings, refuseNewData } from './held-volumes.ts'
import { againstExitCode, preparedStacks } from './planned-stacks.ts'
import { drainQueues, refuseLeftWork } from './queues.ts'
import { isActive } from './retired-namespaces.ts'
import type { PreparedStack, StackPlan, StackResult } from './stack-plan.ts'
import { standingFindings } from './standing.ts'
import { type Survey, surveyed } from './survey.ts'
import { alone } from './target-lock.ts'
import { vanishedStacks } from './vanished-stacks.ts'
import { writeStacks } from './written-stacks.ts'

/** How stacks are destroyed. */
export interface DestroyOptions {
  /** Names that may be destroyed: the pod's stands for all where the whole pod goes. @default none */
  readonly confirmed?: readonly string[]
  /** Whether all stacks of the pod go, those as well that config does not name any more. */
  readonly wholePod: boolean
  /** Whether the data of tenants' volumes may go: the pod's name does not stand for that. @default false */
  readonly dataDeleted?: boolean
  /** @default false */
  readonly adopt?: boolean
  /** Shown what will go before anything is done. */
  readonly approve?: (plans: readonly StackPlan[]) => Promise<boolean>
}

/**
 * Destroys stacks: drains their queues, retires their namespaces, then tenants before the platform before the cluster.
 * @returns what came of each, in the order of their end
 * @throws Fault when something speaks against it; then nothing was touched
 */
export async function destroyStacks(
  context: DeliveryContext,
  named: readonly DeliveryStack[],
  options: DestroyOptions,
): Promise<StackResult[]> {
  return alone(context, () => destroyedStacks(context, named, options))
}

async function destroyedStacks(
  context: DeliveryContext,
  named: readonly DeliveryStack[],
  options: DestroyOptions,
): Promise<StackResult[]> {
  await writeStacks(context.workplace, named)
  const surveyedFirst = await surveyed(context, named, { adopt: options.adopt ?? false })
  const gone = options.wholePod ? await vanishedStacks(context, named, surveyedFirst.onRecord.stacks) : []
  const stacks = [...named, ...gone]
  const survey = await repaired(context, stacks, surveyedFirst, uninstallable(context))
  const { adopt = false } = options
  const prepared = await preparedStacks(context, stacks, survey, { all: true, adopt, destroy: true })
  const plans = prepared.map(({ plan }) => plan)
  await refuseByRecord(context, plans, survey, options)
  refuseWithoutConsent(context, plans, survey, options)
  if (options.approve && !(await options.approve(plans))) throw declined(context.target.name)
  await drained(context, stacks, survey)
  return inReverse(context, prepared, survey, options)
}

/**
 * Statuses of releases that an uninstall takes away as they are, with all that their unfinished revision made: without
 * its record nobody would know of that. An engine uninstalls what its state has, which on a twin and on kind it gets by
 * import.
 */
function uninstallable({ delivery, target }: DeliveryContext): string[] {
  const known = delivery === 'manifests' || isOfThisComputer(target)
  return known ? ['pending-install', 'uninstalling'] : []
}

/** Refuses what a freeze holds back, what could not be planned, and a destroy from a commit older than what is there. */
async function refuseByRecord(
  { target, history }: DeliveryContext,
  plans: readonly StackPlan[],
  { records }: Survey,
  { confirmed = [] }: DestroyOptions,
): Promise<void> {
  const failed = plans.flatMap(({ findings }) => findings)
  if (hasErrors(failed)) throw new Fault(againstExitCode(plans), failed)
  const touched = plans.filter(({ changes }) => changes.length > 0)
  const standing = await standingFindings({ target, history, records, confirmed }, touched)
  const against = [...freezeFindings(target, plans), ...standing].filter(({ severity }) => severity === 'error')
  if (against.length > 0) throw new Fault(1, against)
}

function refuseWithoutConsent(
  { pod, target }: DeliveryContext,
  plans: readonly StackPlan[],
  survey: Survey,
  { confirmed = [], wholePod, dataDeleted = false }: DestroyOptions,
): void {
  // its volumes are as simulated as its systems
  if (wholePod && target.kind === 'twin') return
  const active = plans.flatMap(({ tenant }) => (tenant && !wholePod && isTenantActive(survey, tenant) ? [tenant] : []))
  if (active[0]) throw tenantActive(active[0])
  const volumes = dataDeleted ? [] : plans.flatMap((plan) => heldVolumeFindings(plan.volumes ?? []))
  const unnamed = guardFindings(plans, { confirmed, disruption: true, dataDeleted: true, wholeTenants: true })
  const against = wholePod ? podFindings(pod, unnamed, confirmed) : unnamed
  if (against.length + volumes.length > 0) throw new Fault(1, [...against, ...volumes])
}

function isTenantActive({ namespaces }: Survey, tenant: string): boolean {
  return namespaces.some((each) => each.metadata.labels?.['superpod/tenant'] === tenant && isActive(each))
}

async function drained(context: DeliveryContext, stacks: readonly DeliveryStack[], { live }: Survey): Promise<void> {
  const own = stacks.flatMap(({ name }) => live.objects.ofStack(name))
  await drainQueues(
    context,
    own.filter(({ kind }) => kind === 'ClusterQueue'),
  )
}

/** Most of a destroy is waiting until namespaces are gone. */
const destroyedAtOnce = 4

async function inReverse(
  context: DeliveryContext,
  prepared: readonly PreparedStack[],
  survey: Survey,
  options: DestroyOptions,
): Promise<StackResult[]> {
  const results: StackResult[] = []
  for (const layer of ['tenant', 'platform', 'cluster'] as const) {
    const due = prepared.filter(({ stack }) => stack.layer === layer)
    if (results.some(({ outcome }) => outcome === 'failed')) break
    if (layer === 'platform' && due.length > 0 && context.cluster) {
      await refuseLeftWork(
        context.cluster,
        due.flatMap(({ stack }) => survey.live.objects.ofStack(stack.name)),
      )
    }
    await inParallel(
      due,
      destroyedAtOnce,
      async (each) => void results.push(await destroyedStack(context, each, options)),
    )
  }
  const reached = new Set(results.map(({ name }) => name))
  const rest = prepared.filter(({ stack }) => !reached.has(stack.name))
  return [
    ...results,
    ...rest.map(({ stack: { name } }): StackResult => {
      return { name, outcome: 'not reached', changes: 0, seconds: 0, findings: [] }
    }),
  ]
}

async function destroyedStack(
  context: DeliveryContext,
  { stack, plan, apply }: PreparedStack,
  { wholePod, dataDeleted = false }: DestroyOptions,
): Promise<StackResult> {
  const begun = performance.now()
  const { name } = stack
  const step = `stack ${name}`
  const changes = plan.changes.length
  const seconds = () => plan.seconds + (performance.now() - begun) / 1000
  context.progress.step(step, `removing ${changes}`)
  try {
    if (!dataDeleted && !(wholePod && context.target.kind === 'twin'))
      await refuseNewData(context.cluster, plan.changes)
    await apply()
    await forgetApplied(context.workplace, name)
    context.progress.done(step, 'removed')
    return {
      name,
      outcome: changes > 0 ? 'applied' : 'unchanged',
      changes,
      seconds: seconds(),
      findings: keptVolumeFindings(plan.volumes ?? []),
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    context.progress.failed(step)
    return { name, outcome: 'failed', changes: 0, seconds: seconds(), findings: error.findings }
  }
}

function tenantActive(tenant: string) {
  return refusal({
    code: 'guard/tenant-active',
    path: `tenants/${tenant}`,
    message: `tenant ${tenant} is active on this target, and only a retired one may be destroyed`,
    remedy: `set state: retired in tenants/${tenant}.yaml and apply, then destroy it`,
  })
}

/** One finding for all of a pod, whose name stands for everything in it. */
function podFindings(pod: string, unnamed: readonly Finding[], confirmed: readonly string[]): Finding[] {
  if (unnamed.length === 0 || confirmed.includes(pod)) return []
  return [
    {
      code: 'guard/pod-unconfirmed',
      severity: 'error',
      path: pod,
      message: `this would destroy all of ${pod}: ${unnamed.length} things that hold data or work`,
      remedy: `add --confirm ${pod} if all of it shall go`,
    },
  ]
}

function declined(target: string) {
  return refusal({ code: 'destroy/declined', path: target, message: 'nothing was destroyed: you did not agree' })
}
