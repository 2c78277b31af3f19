import { tenantLabel } from '../labels.ts'
import { cel } from './pod-template.ts'

/**
 * CEL: whether somebody of a tenant asks: a person, or a service account of one of its namespaces, as far as who asks may
 * not do in general what a policy keeps from them. Kubernetes itself and controllers are nobody of a tenant.
 * @param mayAnyway - CEL that says whether whoever asks has a right that only those have who run the cluster
 */
export function askedByTenant(mayAnyway: string): string {
  return cel(`(!request.userInfo.username.startsWith('system:') ||
    request.userInfo.username.startsWith('system:serviceaccount:' + namespaceObject.metadata.labels['${tenantLabel}'] + '-')) &&
    !(${mayAnyway})`)
}
