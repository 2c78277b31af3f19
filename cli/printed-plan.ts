import { type ConsequenceClass, consequencesOf, gravestOf } from '#catalog'
import { counted, type Finding, fieldChanges, hasErrors } from '#core'
import { type Change, changeFacts, type StackPlan } from '#delivery'
import type { Colors } from './screen.ts'

const signs = { create: '+', update: '~', replace: '±', delete: '-' } as const

/** Plans as people read them: a stack, and under it each thing that would change. */
export function printedPlans(plans: readonly StackPlan[], colors: Colors): string {
  const changed = plans.filter(({ changes }) => changes.length > 0)
  const count = changed.reduce((sum, { changes }) => sum + changes.length, 0)
  const failed = plans.filter(({ findings }) => hasErrors(findings)).length
  const same = plans.length - changed.length - failed
  return [
    ...changed.flatMap(({ name, changes }) => [colors.bold(name), ...changes.map((change) => line(change, colors))]),
    ...(changed.length > 0 ? [''] : []),
    count === 0 && failed === 0
      ? `${colors.green('✓')} nothing to change in ${counted(plans.length, 'stack')}`
      : [
          `${counted(count, 'change')} in ${counted(changed.length, 'stack')}`,
          ...(same > 0 ? [`${same} unchanged`] : []),
          ...(failed > 0 ? [colors.red(`${failed} could not be planned`)] : []),
        ].join(', '),
  ].join('\n')
}

function line(change: Change, colors: Colors): string {
  const { action, kind, namespace, name, address } = change
  const paint = { create: colors.green, update: colors.yellow, replace: colors.red, delete: colors.red }[action]
  const what = namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`
  return `  ${paint(signs[action])} ${what}${printedClass(classOf(change), colors)}  ${colors.dim(address)}`
}

/** A class of consequence behind what it is said of; nothing of what nobody notices. */
export function printedClass(consequence: ConsequenceClass, colors: Colors): string {
  return consequence === 'in place' ? '' : `  ${colors.yellow(`[${consequence}]`)}`
}

/** What a change comes to, in the words of a review. */
export function classOf({ kind, action, name, chart, before, after }: Change) {
  return gravestOf(consequencesOf({ kind, action, name, chart, fields: fieldChanges(before, after) }))
}

/** Plans as `--json` has them. */
export function plansData(plans: readonly StackPlan[]): unknown[] {
  return plans.map(({ name, layer, tenant, skipped, changes }) => {
    return {
      name,
      layer,
      tenant,
      skipped,
      changes: changes.map((change) => ({ ...changeFacts(change), class: classOf(change) })),
    }
  })
}

/** 3 where a plan could not be made, 1 where something speaks against it. */
export function planExitCode(plans: readonly StackPlan[], findings: readonly Finding[]): number {
  if (plans.some((plan) => hasErrors(plan.findings) && !plan.refused)) return 3
  return hasErrors(findings) ? 1 : 0
}
