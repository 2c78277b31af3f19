import { refusal } from '#core'
import type { StackPlan } from '#delivery'
import { isReal, type PodModel } from '#model'
import type { Desk } from './command.ts'
import { printedPlans } from './printed-plan.ts'

/**
 * Whether plans may be carried out. On a real target a person sees them and agrees; a machine says so with `--yes`.
 * @returns undefined where nobody need be asked: a twin, a kind cluster, or `--yes`
 */
export function approval({ target }: PodModel, yes: boolean, desk: Desk) {
  if (yes || !isReal(target)) return undefined
  return async (plans: readonly StackPlan[]): Promise<boolean> => {
    if (plans.every(({ changes }) => changes.length === 0)) return true
    if (!desk.canAsk) throw unanswered(target.name)
    desk.progress.note(printedPlans(plans, desk.talkColors))
    return desk.confirmed(`carry this out on ${target.name}?`)
  }
}

function unanswered(target: string) {
  return refusal({
    code: 'apply/unanswered',
    path: target,
    message: `${target} is a real target, and there is no terminal on which to agree to the plan`,
    remedy: 'read the plan with ./superpod plan, then add --yes',
  })
}
