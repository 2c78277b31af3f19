import type { ChangeAction } from '#catalog'
import type { Change } from './change.ts'
import { chartName } from './chart-location.ts'
import { objectChanges } from './object-changes.ts'
import { objectsInValues, releaseValues } from './release-values.ts'
import { resourceKind } from './resource-kind.ts'

/** The part of `terraform show -json <plan>` that tells what would change. */
export interface PlanJson {
  readonly format_version?: string
  readonly resource_changes?: readonly ResourceChange[]
}

interface ResourceChange {
  readonly address: string
  readonly mode?: string
  readonly type: string
  readonly name: string
  readonly change: {
    readonly actions: readonly string[]
    readonly before: Readonly<Record<string, unknown>> | null
    readonly after: Readonly<Record<string, unknown>> | null
  }
}

/**
 * What a saved plan would change. A release of the `objects` chart gives one change for each of its objects that
 * changes, and one for itself only where none of them does.
 * @throws Error when the plan is of a format that this does not know: never guess what is destroyed
 */
export function planChanges(plan: PlanJson): Change[] {
  const { format_version: format = '' } = plan
  if (!format.startsWith('1.')) throw new Error(`plan format ${format || 'without a version'} is not known`)
  return (plan.resource_changes ?? []).filter(({ mode }) => mode !== 'data').flatMap(resourceChanges)
}

function resourceChanges(resource: ResourceChange): Change[] {
  const action = actionOf(resource.change.actions)
  if (!action) return []
  const whole = wholeChange(resource, action)
  if (resource.type !== 'helm_release') return [whole]
  const inside = insideChanges(resource, action)
  return inside.length > 0 ? inside : [whole]
}

function actionOf(actions: readonly string[]): ChangeAction | undefined {
  if (actions.includes('create') && actions.includes('delete')) return 'replace'
  const [action] = actions
  if (action === 'create' || action === 'update' || action === 'delete') return action
  return undefined
}

function wholeChange({ address, type, name, change }: ResourceChange, action: ChangeAction): Change {
  const kind = resourceKind(type)
  const release = kind === 'HelmRelease'
  const [before, after] = [change.before ?? undefined, change.after ?? undefined].map((state) =>
    state && release ? releaseState(state) : state,
  )
  const identity = identityOf(change.before ?? change.after ?? {}, name)
  const chart = release ? { chart: chartName(String((change.after ?? change.before)?.['chart'] ?? '')) } : {}
  return { address, action, kind, ...identity, ...chart, before, after }
}

function identityOf(state: Readonly<Record<string, unknown>>, resource: string): { name: string; namespace: string } {
  const metadata = Array.isArray(state.metadata) ? (state.metadata[0] as Record<string, unknown>) : state
  const { name, namespace } = metadata ?? {}
  return { name: typeof name === 'string' ? name : resource, namespace: typeof namespace === 'string' ? namespace : '' }
}

/** What of a release's state is ours: not what the provider computes about it. */
function releaseState(state: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { name, namespace, version, chart, repository } = state
  return { name, namespace, version, chart, repository, values: valuesOf(state) }
}

function insideChanges({ address, change }: ResourceChange, action: ChangeAction): Change[] {
  const before = objectsInValues(valuesOf(change.before ?? {})) ?? {}
  const after = objectsInValues(valuesOf(change.after ?? {})) ?? {}
  // a replaced release deletes all that it has before it makes all that it shall have
  if (action === 'replace') {
    return objectChanges(address, before, {})
      .concat(objectChanges(address, {}, after))
      .reduce(replacements, [])
  }
  return objectChanges(address, before, after)
}

function replacements(all: Change[], change: Change): Change[] {
  const earlier = all.findIndex(({ address }) => address === change.address)
  if (earlier < 0) return [...all, change]
  return all.with(earlier, { ...change, action: 'replace', before: all[earlier]?.before })
}

function valuesOf({ values }: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return releaseValues(Array.isArray(values) ? values : [])
}
