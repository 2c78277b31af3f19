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
import { onRecord } from './on-record.ts'
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
  /** Takes what is there into the state, whoever made it. @default false */
  readonly adopt?: boolean
  /** Gives a stack without a state an empty one. @default false */
  readonly seeded?: boolean
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
    const refused = error.exitCode === 1
    const plan = { ...facts(), changes: [], skipped: false, findings: error.findings, refused }
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
  options: PrepareOptions,
): Promise<Planned> {
  const { all, destroy } = options
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
  const made = await plannedBy(context, stack, survey, options)
  const isOwnChange = ({ change }: { readonly change: Change }) => !made.changes.some((each) => covers(each, change))
  const lacking = missing.filter(isOwnChange)
  const changes = [...made.changes, ...[...lacking, ...holds.filter(isOwnChange)].map(({ change }) => change)]
  const known = survey.records.get(stack.name)
  const apply = async () => {
    await forgetApplied(context.workplace, stack.name)
    const work = { stack, destroy, known, lineage: made.lineage, serial: made.serial }
    await onRecord(context, work, async () => {
      if (cluster) await madeReadyToGo(cluster, survey, made.changes)
      const state = await made.apply()
      await putRight(lacking)
      const now = await recordNow(context, stack, survey, state)
      if (!destroy && now) await recordApplied(context.workplace, stack.name, now)
      return { hash: now?.hash ?? '', lineage: state?.lineage ?? made.lineage, serial: state?.serial ?? 0 }
    })
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
function isNothing(stack: DeliveryStack, { onRecord, live }: Survey): boolean {
  const { name, layer, releases } = stack
  // nothing on a cluster tells of what made it
  if (layer === 'cluster' && !isLocalState(stack)) return false
  if (onRecord.stacks.includes(name) || live.objects.ofStack(name).length > 0) return false
  return releases.every((release) => live.releases.newest(release) === undefined)
}

/** The plan of a stack that has nothing in its state. */
const nothingToDestroy = Promise.resolve({
  changes: [],
  log: undefined,
  lineage: '',
  serial: 0,
  apply: async () => undefined,
})

function plannedBy(context: DeliveryContext, stack: DeliveryStack, survey: Survey, options: PrepareOptions) {
  const { destroy } = options
  if (context.delivery === 'terraform') {
    if (destroy && isNothing(stack, survey)) return nothingToDestroy
    return terraformPlan(context, stack, survey.live, { ...options, record: survey.records.get(stack.name) })
  }
  const inventory = survey.inventories.get(stack.name) ?? []
  return manifestsPlan(context, stack, survey.live, { destroy, inventory }).then((plan) => ({
    ...plan,
    log: undefined,
    lineage: '',
    serial: 0,
    apply: async () => {
      await plan.apply()
      return undefined
    },
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
  if (!(await isAsApplied(context, stack, survey))) return false
  const { objects, releases } = survey.live
  if (!stack.releases.every((release) => releases.newest(release)?.status === 'deployed')) return false
  if (context.delivery === 'manifests' && !survey.inventories.has(name)) return false
  return stack.objects.every(({ object }) => objects.has(object))
}

/** Whether what was applied last is what would be applied now, and its state has not changed since. */
async function isAsApplied(context: DeliveryContext, stack: DeliveryStack, survey: Survey): Promise<boolean> {
  const { delivery, workplace } = context
  const record = survey.records.get(stack.name)
  if (delivery === 'terraform' && !isLocalState(stack)) {
    // whoever applied it last, from whatever computer, has written its hash: the state itself need not be asked for
    const now = await recordNow(context, stack, survey, undefined)
    return now !== undefined && record?.ended?.action === 'apply' && !record.begun && record.hash === now.hash
  }
  const text = delivery === 'terraform' ? await textOf(workplace.stateFile(stack.name)) : undefined
  const state = parsedState(text)
  const now = await recordNow(context, stack, survey, state)
  if (!now || !isSameRecord(await appliedRecord(workplace, stack.name), now)) return false
  // somebody else has applied it since, with another state
  return record === undefined || record.lineage === '' || record.lineage === state?.lineage
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
