import type { Cluster, LiveObject } from '#kube'

/** How long a kind may be on its way. */
const usualMs = 5000

/** Leaves no trace: it is set and taken away again. */
const touched = 'superpod/touched'

/**
 * Touches kinds that the API server accepted and never came to serve: where their definition is written by two at once,
 * which Kueue and Helm do, its controller takes the conflict for somebody else's work and forgets the kind. Any later
 * change of the definition has it look again.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.35.0/staging/src/k8s.io/apiextensions-apiserver/pkg/controller/establish/establishing_controller.go
 */
export async function freeStuckKinds(cluster: Cluster, now: number): Promise<void> {
  const all = await cluster.list({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition' })
  const stuck = stuckKinds(all, now)
  for (const kind of stuck) {
    await cluster.patch(kind, { metadata: { annotations: { [touched]: 'true' } } })
    await cluster.patch(kind, { metadata: { annotations: { [touched]: null } } })
  }
}

/** Kinds that are on their way for longer than any should be. @param now - in ms */
export function stuckKinds(all: readonly LiveObject[], now: number): LiveObject[] {
  return all.filter((kind) => isStuck(kind, now))
}

function isStuck(kind: LiveObject, now: number): boolean {
  const { conditions = [] } = (kind['status'] ?? {}) as { readonly conditions?: readonly Condition[] }
  return conditions.some(({ type, status, reason, lastTransitionTime }) => {
    const since = Date.parse(lastTransitionTime)
    return type === 'Established' && status === 'False' && reason === 'Installing' && now - since > usualMs
  })
}

interface Condition {
  readonly type: string
  readonly status: string
  readonly reason: string
  readonly lastTransitionTime: string
}
