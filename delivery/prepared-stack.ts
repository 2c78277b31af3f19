import { Fault } from '#core'
import { type Cluster, withPatience } from '#kube'
import { removeAggregatedRoles } from './aggregated-roles.ts'
import {
  appliedRecord,
  forgetApplied,
  isSameRecord,
  parsedState,
  recordApplied,
  type StateFile,
} from './applied-record.ts'
import type { Change } from './change.ts'
import { chartLocations } from './chart-places.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { heldVolumes } from './held-volumes.ts'
import { manifestsPlan } from './manifests-stack.ts'
import { type MissingObject, missingObjects } from './missing-objects.ts'
import { outdatedHolds, releaseHolds } from './outdated-holds.ts'
import { retireNamespaces } from './retired-namespaces.ts'
import { stackHash } from './stack-hash.ts'
import type { PreparedStack, StackPlan } from './stack-plan.ts'
import { isLocalState } from './state-place.ts'
import type { Survey } from './survey.ts'
import { terraformPlan } from './terraform-stack.ts'
import { textOf } from './written-file.ts'

/** How stacks are prepared. */
export interface PrepareOptions {
  /** Plans what has not changed as well. */
  readonly all: boolean
  /** Plans the end of it. */
  readonly destroy: boolean
}

/** Plans one stack, or finds that nothing has changed since it was applied. Never throws a Fault: the plan tells it. */
export async function preparedStack(
  context: DeliveryContext,
  stack: DeliveryStack,
  survey: Survey,
  options: PrepareOptions,
): Promise<PreparedStack> {
  const begun = performance.now()
  const { name, layer, tenant } = stack
  const facts = () => ({ name, layer, tenant, seconds: (performance.now() - begun) / 1000 })
  try {
    const { plan, apply } = await planned(context, stack, survey, options)
    const volumes = context.cluster ? await heldVolumes(context.cluster, plan.changes) : []
    return { stack, plan: { ...plan, volumes, ...facts(), findings: [] }, apply }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const plan = { ...facts(), changes: [], skipped: false, findings: error.findings }
    return { stack, plan, apply: () => Promise.reject(error) }
  }
}

interface Planned {
  readonly plan: Pick<StackPlan, 'changes' | 'skipped' | 'log'>
  apply(): Promise<void>
}

async function planned(
  context: DeliveryContext,
  stack: DeliveryStack,
  survey: Survey,
  { all, destroy }: PrepareOptions,
): Promise<Planned> {
  const { cluster } = context
  const { objects, releases } = survey.live
  const missing = cluster && !destroy ? await missingObjects(cluster, stack, objects, releases) : []
  const holds = cluster && !destroy ? outdatedHolds(stack, objects) : []
  const putRight = async (lacking: readonly MissingObject[]) => {
    await putBack(context, stack, lacking)
    // last: with its old day the expiry would hold the queue again
    if (cluster) await releaseHolds(cluster, holds)
  }
  if (!all && !destroy && (await isUnchanged(context, stack, survey))) {
    const changes = [...missing, ...holds].map(({ change }) => change)
    return { plan: { changes, skipped: true }, apply: () => putRight(missing) }
  }
  const made = await plannedBy(context, stack, survey, destroy)
  const isOwnChange = ({ change }: { readonly change: Change }) => !made.changes.some((each) => covers(each, change))
  const lacking = missing.filter(isOwnChange)
  const changes = [...made.changes, ...[...lacking, ...holds.filter(isOwnChange)].map(({ change }) => change)]
  const apply = async () => {
    await forgetApplied(context.workplace, stack.name)
    if (cluster) await madeReadyToGo(cluster, survey, made.changes)
    const state = await made.apply()
    await putRight(lacking)
    if (!destroy) await recorded(context, stack, survey, state ?? undefined)
  }
  return { plan: { changes, skipped: false, ...(made.log ? { log: made.log } : {}) }, apply }
}

/** Does what must be done before namespaces and releases go. */
async function madeReadyToGo(cluster: Cluster, { live }: Survey, changes: readonly Change[]): Promise<void> {
  await retireNamespaces(cluster, changes)
  const going = changes.filter(
    ({ kind, action }) => kind === 'HelmRelease' && (action === 'delete' || action === 'replace'),
  )
  for (const release of going) await removeAggregatedRoles(cluster, live.releases.newest(release))
}

/** Whether nothing of a stack is in its state, and nothing on the cluster. */
function isNothing({ name, releases }: DeliveryStack, { onRecord, live }: Survey): boolean {
  if (onRecord.stacks.includes(name) || live.objects.ofStack(name).length > 0) return false
  return releases.every((release) => live.releases.newest(release) === undefined)
}

/** The plan of a stack that has nothing in its state. */
const nothingToDestroy = Promise.resolve({ changes: [], log: undefined, apply: async () => undefined })

function plannedBy(context: DeliveryContext, stack: DeliveryStack, survey: Survey, destroy: boolean) {
  if (context.delivery === 'terraform') {
    if (destroy && isNothing(stack, survey)) return nothingToDestroy
    return terraformPlan(context, stack, survey.live, { destroy })
  }
  const inventory = survey.inventories.get(stack.name) ?? []
  return manifestsPlan(context, stack, survey.live, { destroy, inventory }).then((plan) => ({
    ...plan,
    log: undefined,
  }))
}

/** A release that is upgraded anyway, or an object of it that is made anyway. */
function covers(change: Change, missing: Change): boolean {
  return change.address === missing.address || missing.address.startsWith(`${change.address}[`)
}

async function putBack(
  { cluster, progress }: DeliveryContext,
  { name }: DeliveryStack,
  missing: readonly MissingObject[],
): Promise<void> {
  if (!cluster || missing.length === 0) return
  await withPatience({ progress, step: `stack ${name}` }, () => cluster.applyAll(missing.map(({ object }) => object)))
}

async function isUnchanged(context: DeliveryContext, stack: DeliveryStack, survey: Survey): Promise<boolean> {
  const { name } = stack
  if (context.delivery === 'terraform' && !isLocalState(stack)) return false
  const text = context.delivery === 'terraform' ? await textOf(context.workplace.stateFile(name)) : undefined
  const now = await recordNow(context, stack, survey, parsedState(text))
  if (!now || !isSameRecord(await appliedRecord(context.workplace, name), now)) return false
  const { objects, releases } = survey.live
  if (!stack.releases.every((release) => releases.newest(release)?.status === 'deployed')) return false
  if (context.delivery === 'manifests' && !survey.inventories.has(name)) return false
  return stack.objects.every(({ object }) => objects.has(object))
}

async function recorded(
  context: DeliveryContext,
  stack: DeliveryStack,
  survey: Survey,
  state: StateFile | undefined,
): Promise<void> {
  const record = await recordNow(context, stack, survey, state)
  if (record) await recordApplied(context.workplace, stack.name, record)
}

async function recordNow(
  context: DeliveryContext,
  stack: DeliveryStack,
  { clusterId }: Survey,
  state: StateFile | undefined,
) {
  const { delivery, engine } = context
  if (!clusterId) return undefined
  const program = delivery === 'terraform' ? `${engine?.engine} ${engine?.version}` : 'helm'
  const hash = stackHash(stack, { delivery, engine: program, charts: await chartLocations(context, stack) })
  return { hash, clusterId, serial: state?.serial ?? 0 }
}
