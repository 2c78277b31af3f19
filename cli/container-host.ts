import type { DeliveryContext } from '#delivery'
import type { PodModel } from '#model'
import { containerRuntime } from '#tools'

/**
 * The context of a delivery whose cluster layer is about to be touched: on kind, containers must be there to be had, and
 * kind takes whichever program is on PATH, so it is told which of them answers.
 * @throws Fault(3) where none does; nothing was made then
 */
export async function withContainers(
  context: DeliveryContext,
  { target }: Pick<PodModel, 'target'>,
): Promise<DeliveryContext> {
  if (target.kind !== 'kind') return context
  const runtime = await containerRuntime(context.env)
  return { ...context, env: { ...context.env, KIND_EXPERIMENTAL_PROVIDER: runtime } }
}
