import {
  breakGlassGuard,
  endedWork,
  expiryGuard,
  gpuQueueGuard,
  ipcLockGuard,
  namespaceGuard,
  ObjectsRelease,
  ownNetworksGuard,
  tokenSecrets,
  type WorkPolicy,
  workPolicies,
} from '#constructs'
import type { PodModel } from '#model'
import type { PlatformParts } from './platform-parts.ts'

/** Namespaces that the network operator may be in: config chooses, and may change. */
const networkOperators = ['nvidia-network-operator', 'network-operator']

/** What the API server holds tenants' work to: guards that always refuse, and policies that config may soften. */
export function addPolicies({ stack, model, home }: PlatformParts): void {
  const { exceptions, ...terms } = model.platform.policy
  const priorities = Object.keys(model.platform.kueue.priorities).sort()
  const work = workPolicies({ ...terms, priorities, exempt: tenantsByPolicy(exceptions) })
  const guards = [
    ...namespaceGuard(),
    ...gpuQueueGuard(),
    ...ownNetworksGuard(networkOperators),
    ...ipcLockGuard(),
    ...expiryGuard(),
    ...breakGlassGuard(),
    ...endedWork({ graceSeconds: terms.graceSeconds }),
    ...tokenSecrets(),
  ]
  const objects = [...guards, ...work]
  new ObjectsRelease(stack, 'policies', { name: 'policies', namespace: home, objects })
}

function tenantsByPolicy(
  exceptions: PodModel['platform']['policy']['exceptions'],
): Partial<Record<WorkPolicy, readonly string[]>> {
  const exempt: Partial<Record<WorkPolicy, string[]>> = {}
  for (const [tenant, policies] of Object.entries(exceptions)) {
    for (const policy of Object.keys(policies) as WorkPolicy[]) {
      exempt[policy] = [...(exempt[policy] ?? []), tenant].sort()
    }
  }
  return exempt
}
