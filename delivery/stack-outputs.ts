import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { engineRun } from './engine-run.ts'

/** Values of the outputs of a stack that was applied, by name. */
export async function stackOutputs(context: DeliveryContext, stack: DeliveryStack): Promise<Record<string, unknown>> {
  return (await engineRun(context, stack)).outputs()
}
