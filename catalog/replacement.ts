/**
 * Fields that the Kubernetes provider or the API server lets nobody change, by kind, as dotted paths: a change of one
 * replaces the whole object. Another name or namespace always does.
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/storage_class_v1
 */
export const forceNewFields: Readonly<Record<string, readonly string[]>> = {
  StorageClass: [
    'provisioner',
    'parameters',
    'reclaimPolicy',
    'volumeBindingMode',
    'mountOptions',
    'allowedTopologies',
  ],
  RoleBinding: ['roleRef'],
  ClusterRoleBinding: ['roleRef'],
}
