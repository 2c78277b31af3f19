import { homedir } from 'node:os'
import { join } from 'node:path'
import { Fault, silent } from '#core'
import { type DeliveryContext, workplaceOf } from '#delivery'
import { terraformTool } from '#tools'

/** Where Terraform is looked for, and runs. */
export const engineEnv = { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin' }

/** The engine of this computer; undefined where it has none. */
export const engineHere = await terraformTool({ engine: 'terraform', env: engineEnv }).catch(() => undefined)

/** A delivery of one stack by the engine, to no cluster: in a workspace of the test's own. */
export function engineContext(
  workspace: string,
  target: DeliveryContext['target'],
  more: Partial<DeliveryContext> = {},
): DeliveryContext {
  return {
    pod: 'tiny',
    target,
    delivery: 'terraform',
    workplace: workplaceOf(workspace, 'tiny', target.name),
    engine: engineHere,
    mirror: join(workspace, 'mirror'),
    charts: {},
    cache: join(workspace, 'cache'),
    env: engineEnv,
    configured: { stacks: [`tiny-${target.name}-platform`], tenants: [], namespaces: [] },
    progress: silent,
    lockTimeoutSeconds: 1,
    ...more,
  }
}

/** The fault that some work ends with: its exit code, and its first finding. */
export async function faultOf(effect: Promise<unknown>) {
  const error = await effect.then(() => undefined).catch((each: unknown) => each)
  if (!(error instanceof Fault)) throw new Error(`no fault: ${error}`)
  return { exitCode: error.exitCode, ...error.findings[0] }
}
