import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Finding, wordList, wrongUsage } from '#core'
import { changeFacts, planChanges } from '#delivery'
import type { PlannedStack } from '#review'
import { classOf } from './printed-plan.ts'

/** Plans of a folder, and what is wrong with some. */
export interface ReadPlans {
  readonly plans: readonly PlannedStack[]
  readonly findings: readonly Finding[]
}

/**
 * The plans of a folder: the output of `terraform show -json`, a file a stack, named as the stack is. Only addresses,
 * actions and kinds of them are kept.
 * @param stacks - stacks that the pod has on either side
 * @throws Fault with exit code 2 where there is no such folder
 */
export async function readPlans(folder: string, cwd: string, stacks: readonly string[]): Promise<ReadPlans> {
  const path = resolve(cwd, folder)
  const names = await readdir(path).catch(() => undefined)
  if (!names) {
    throw wrongUsage({
      code: 'review/no-plans',
      path: folder,
      message: `${folder} is no folder that can be listed`,
      remedy: 'write terraform show -json of each stack to <folder>/<stack>.json',
    })
  }
  const read = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readPlan(join(path, name), stacks)),
  )
  const plans = read.flatMap(({ plan }) => plan ?? [])
  return { plans, findings: read.flatMap(({ finding }) => finding ?? []) }
}

/** Stacks that change by config and have no plan: of them only config says what is done. */
export function unplanned(changed: readonly string[], plans: readonly PlannedStack[], folder: string): Finding[] {
  const left = changed.filter((name) => !plans.some(({ stack }) => stack === name))
  if (left.length === 0) return []
  return [
    {
      code: 'review/not-planned',
      severity: 'info',
      path: folder,
      message: `${wordList(left.slice(0, 5), 'and')}${left.length > 5 ? ` and ${left.length - 5} others` : ''} change and have no plan: what is said of them follows from config alone`,
      remedy: 'add terraform show -json of their plans, <stack>.json each',
    },
  ]
}

type RawPlan = Parameters<typeof planChanges>[0] & {
  readonly planned_values?: unknown
  readonly values?: unknown
  readonly errored?: boolean
}

/** Why a document is no plan that says what would be done. */
function faultOf(json: RawPlan): string | undefined {
  if (json.errored) return 'terraform itself failed while it was made, so that it is not whole'
  if (json.resource_changes || json.planned_values || !json.values) return undefined
  return 'it is a state, and says nothing of what would be done'
}

/** The stack that a plan is of, by the label that every object carries; undefined where none has one. */
function ownerOf({ resource_changes: all = [] }: RawPlan): string | undefined {
  const labelled = JSON.stringify(all.map(({ change }) => [change.before, change.after])).matchAll(
    /\\?"superpod\/stack\\?":\s*\\?"([a-z0-9-]+)/g,
  )
  return labelled.next().value?.[1]
}

async function readPlan(
  file: string,
  stacks: readonly string[],
): Promise<{ readonly plan?: PlannedStack; readonly finding?: Finding }> {
  const stack = basename(file, '.json')
  if (!stacks.includes(stack)) {
    const message = `${stack} is no stack of this pod on this target: the plan is left out`
    const remedy = 'name files as stacks are, and take plans of this pod and target'
    return { finding: { code: 'review/plan-of-another', severity: 'warning', path: file, message, remedy } }
  }
  try {
    const json: RawPlan = JSON.parse(await readFile(file, 'utf8'))
    const fault = faultOf(json)
    if (fault) throw new Error(fault)
    const owner = ownerOf(json)
    if (owner !== undefined && owner !== stack) {
      const message = `the plan is of the stack ${owner}, and its file says ${stack}: it is left out`
      const remedy = 'name files as stacks are, and take plans of this pod and target'
      return { finding: { code: 'review/plan-of-another', severity: 'error', path: file, message, remedy } }
    }
    const changes = planChanges(json).map((change) => ({ ...changeFacts(change), class: classOf(change) }))
    const [, tenant] = /-tenant-(.+)$/.exec(stack) ?? []
    return { plan: { stack, ...(tenant === undefined ? {} : { tenant }), changes } }
  } catch (error) {
    const message = `the plan cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
    const remedy = 'write it by terraform show -json <plan file>'
    return { finding: { code: 'review/plan-unreadable', severity: 'error', path: file, message, remedy } }
  }
}
