import { counted, type Finding, hasErrors } from '#core'
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

function line({ action, kind, namespace, name, address }: Change, colors: Colors): string {
  const paint = { create: colors.green, update: colors.yellow, replace: colors.red, delete: colors.red }[action]
  const what = namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`
  return `  ${paint(signs[action])} ${what}  ${colors.dim(address)}`
}

/** Plans as `--json` has them. */
export function plansData(plans: readonly StackPlan[]): unknown[] {
  return plans.map(({ name, layer, tenant, skipped, changes }) => {
    return { name, layer, tenant, skipped, changes: changes.map(changeFacts) }
  })
}

/** 3 where a plan could not be made, 1 where something speaks against it. */
export function planExitCode(plans: readonly StackPlan[], findings: readonly Finding[]): number {
  if (plans.some((plan) => hasErrors(plan.findings))) return 3
  return hasErrors(findings) ? 1 : 0
}
