/** Namespaces of the cluster itself and of the platform's components: no tenant may have one of these. */
export const platformNamespaces = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'superpod-system',
  'kueue-system',
  'jobset-system',
  'kubeflow-system',
  'gpu-operator',
  'nvidia-network-operator',
  'network-operator',
  'monitoring',
] as const

/** Name of a namespace of the platform. */
export type PlatformNamespace = (typeof platformNamespaces)[number]
