import { gpuQueueGuard, namespaceGuard, ObjectsRelease, type WorkPolicy, workPolicies } from '#constructs'
import type { PodModel } from '#model'
import type { PlatformParts } from './platform-parts.ts'

/** What the API server holds tenants' work to: two guards that always refuse, and policies that config may soften. */
export function addPolicies({ stack, model, home }: PlatformParts): void {
  const { mode, registries, priorityClasses, exceptions } = model.platform.policy
  const work = workPolicies({ mode, registries, priorityClasses, exempt: tenantsByPolicy(exceptions) })
  const objects = [...namespaceGuard(), ...gpuQueueGuard(), ...work]
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
