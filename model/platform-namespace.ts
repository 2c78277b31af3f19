import { type StorageNamespace, storageBackends } from '#catalog'

/** Namespaces of the cluster itself and of the platform's components: no tenant may have one of these. */
export const platformNamespaces = [
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'superpod-system',
  'kueue-system',
  'jobset-system',
  'lws-system', // not ours, but policies trust its controllers
  'kubeflow-system',
  'gpu-operator',
  'nvidia-dra-driver-gpu',
  'nvidia-network-operator',
  ...storageNamespaces(),
  'network-operator',
  'monitoring',
] as const

/** Name of a namespace of the platform. */
export type PlatformNamespace = (typeof platformNamespaces)[number]

function storageNamespaces(): StorageNamespace[] {
  return Object.values(storageBackends).flatMap((backend) => ('driver' in backend ? [backend.driver.namespace] : []))
}
