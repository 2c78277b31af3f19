import type { Construct } from 'constructs'
import { SuperpodStack } from '#terraform'

/** Namespace that holds our Helm releases of custom resources: who may write Secrets in it can edit them all. */
export const systemNamespace = 'superpod-system'

/** Label of every namespace that belongs to a tenant: its value is the tenant's name. */
export const tenantLabel = 'superpod/tenant'

/** Label of a tenant's namespace that says whether it may be deleted: only a retired one may. */
export const stateLabel = 'superpod/state'

/** Key of the taint that keeps work without GPUs off the systems. */
export const gpuTaintKey = 'nvidia.com/gpu'

/** Key of the taint of a tenant's own systems: its value is the tenant's name. */
export const poolTaintKey = 'superpod/pool'
/** Label of a tenant's namespace whose pods may lock memory by a capability: its value is `ipc-lock`. */
export const memlockLabel = 'superpod/memlock'

/** Annotation of a tenant's ClusterQueue: its last day. Delivery reads it, and whoever wonders why a queue is held. */
export const expiresKey = 'superpod/expires'

/** Label of a binding that opens a sensitive tenant's pods for a time: its value is the tenant's name. */
export const breakGlassLabel = 'superpod/break-glass'

/** Annotation of such a binding: when it ends, in UTC and to the second, `2027-01-31T16:00:00Z`. */
export const expiresAtKey = 'superpod/expires-at'

/** Annotation of such a binding: why, for whoever reads it later. */
export const reasonKey = 'superpod/reason'

/** Name of every such binding: one a namespace, so that rights on it can be given by its name. */
export const breakGlassBinding = 'superpod-break-glass'

/** Selects the namespaces of all tenants. */
export const tenantNamespaces = { matchExpressions: [{ key: tenantLabel, operator: 'Exists' }] } as const

/** Label of everything that a stack makes: the name of the stack. */
export function stackLabel(scope: Construct): Record<string, string> {
  return { 'superpod/stack': SuperpodStack.containing(scope).name }
}

/** Labels of everything that Terraform makes by itself. (What Helm makes, Helm marks as its own.) */
export function ownLabels(scope: Construct): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'superpod', ...stackLabel(scope) }
}
