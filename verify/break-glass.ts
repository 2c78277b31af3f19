import type { Cluster, LiveObject } from '#kube'

const rbac = 'rbac.authorization.k8s.io'

/** ClusterRole that a grant gives. */
export const breakGlassRole = 'superpod-tenant-break-glass'

/** Name of every grant: one a namespace. */
export const breakGlassBinding = 'superpod-break-glass'

/** Label of a grant: its tenant. */
export const breakGlassLabel = 'superpod/break-glass'

/** A RoleBinding or ClusterRoleBinding, as far as it is looked at. */
export type LiveBinding = LiveObject & {
  readonly roleRef: { readonly kind: string; readonly name: string }
  readonly subjects?: readonly { readonly kind: string; readonly name: string }[]
}

/** A way into pods that somebody has opened. */
export interface Grant {
  /** `genomics-train`; undefined where it is the whole cluster. */
  readonly namespace?: string | undefined
  readonly name: string
  /** The tenant whose pods it opens, by its label. */
  readonly tenant?: string | undefined
  /** When it ends: `2027-01-31T16:00:00Z`. */
  readonly until?: string | undefined
  readonly reason?: string | undefined
  /** People and groups, as the API server names them. */
  readonly who: readonly string[]
}

/** Everything that opens pods for a time, by whatever name and label. */
export function grantsOf(bindings: readonly LiveBinding[]): Grant[] {
  return bindings
    .filter(({ roleRef, metadata }) => roleRef.name === breakGlassRole || metadata.labels?.[breakGlassLabel])
    .map(({ metadata, subjects = [] }) => ({
      namespace: metadata.namespace,
      name: metadata.name,
      tenant: metadata.labels?.[breakGlassLabel],
      until: metadata.annotations?.['superpod/expires-at'],
      reason: metadata.annotations?.['superpod/reason'],
      who: subjects.map(({ name }) => name),
    }))
}

/** The grant of one namespace. @returns undefined where nobody has opened its pods */
export async function grantIn(cluster: Cluster, namespace: string): Promise<Grant | undefined> {
  const ref = { apiVersion: `${rbac}/v1`, kind: 'RoleBinding', metadata: { name: breakGlassBinding, namespace } }
  const live = await cluster.get(ref)
  return live && grantsOf([live as LiveBinding])[0]
}

/** The CronJob comes every ten minutes, and takes a moment: until then a grant that has ended is none that was forgotten. */
const patienceMinutes = 15

/** Whether a grant has ended, and should have been taken away by now. A time that cannot be read has ended. */
export function isOverdue({ until }: Grant, now: string): boolean {
  const ended = Date.parse(until ?? '')
  return Number.isNaN(ended) || Date.parse(now) - ended > patienceMinutes * 60_000
}
