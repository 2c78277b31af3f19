import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type Finding, wrongUsage } from '#core'
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
  return { plans: read.flatMap(({ plan }) => plan ?? []), findings: read.flatMap(({ finding }) => finding ?? []) }
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
    const changes = planChanges(JSON.parse(await readFile(file, 'utf8'))).map((change) => {
      return { ...changeFacts(change), class: classOf(change) }
    })
    const [, tenant] = /-tenant-(.+)$/.exec(stack) ?? []
    return { plan: { stack, ...(tenant === undefined ? {} : { tenant }), changes } }
  } catch (error) {
    const message = `the plan cannot be read: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`
    const remedy = 'write it by terraform show -json <plan file>'
    return { finding: { code: 'review/plan-unreadable', severity: 'error', path: file, message, remedy } }
  }
}
