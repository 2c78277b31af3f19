import { Fault, type Progress } from '#core'

/** How long a webhook that is not up yet may take. */
const webhookWaitSeconds = 90

/** Tries again what fails at a webhook that is not up yet. @throws what it failed with in the end */
export async function withPatience<Result>(
  { progress, step }: { readonly progress: Progress; readonly step: string },
  effect: () => Promise<Result>,
): Promise<Result> {
  const until = Date.now() + webhookWaitSeconds * 1000
  for (;;) {
    try {
      return await effect()
    } catch (error) {
      if (!isWorthAnotherTry(error) || Date.now() > until) throw error
      progress.step(step, 'waiting for a webhook')
      await new Promise((resolve) => setTimeout(resolve, 2000))
    }
  }
}

/** Whether a failure may pass: a webhook that is not up yet, or a kind that an operator is about to bring. */
export function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof Fault && error.findings.some(({ message }) => isPassing(message))
}

function isPassing(said: string): boolean {
  return /no matches for kind|failed calling webhook|no endpoints available for service|the server is currently unable to handle/.test(
    said,
  )
}
