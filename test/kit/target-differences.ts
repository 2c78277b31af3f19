/** One difference of platform or tenants between targets that is as it shall be. */
export interface TargetDifference {
  readonly what: string
  /** Stack, resource and field of it. */
  readonly where: RegExp
  readonly targets: readonly ('twin' | 'kind' | 'eks' | 'gke' | 'aks')[]
  readonly why: string
}

/** Every one of them: whatever else differs is a fault. */
export const differences: readonly TargetDifference[] = [
  {
    what: 'operators, metrics and job controllers are not installed',
    where:
      /^platform (helm_release\.(dashboards|gpu-operator|jobset|kube-prometheus-stack|kubeflow-runtimes|kubeflow-trainer|node-features|observability)|kubernetes_namespace_v1\.(gpu-operator|jobset-system|kubeflow-system|monitoring)) not there$/,
    targets: ['twin', 'kind'],
    why: 'nothing would run them: pods of the twin are played, and kind has no GPUs',
  },
  {
    what: 'rails for pods are not made',
    where: /^platform helm_release\.(nic-cluster-policy|rail-addresses|rails) not there$/,
    targets: ['twin', 'kind', 'eks', 'gke', 'aks'],
    why: 'they are of the adapters of DGX systems, which no other machine has',
  },
  {
    what: 'the network operator is not installed',
    where: /^platform (helm_release\.network-operator|kubernetes_namespace_v1\.nvidia-network-operator) not there$/,
    targets: ['twin', 'kind', 'eks', 'gke'],
    why: 'EFA and the networks of Google are driven by their own means; twin and kind have no adapters',
  },
  {
    what: 'tenants have no quota of rails',
    where: /^tenant kubernetes_resource_quota_v1\.\S+ spec\.hard\.requests\.nvidia\.com\/res/,
    targets: ['twin', 'kind', 'eks', 'gke', 'aks'],
    why: 'there are none',
  },
  {
    what: 'no taint of systems without a proof',
    where: /^platform helm_release\.node-features .*NodeFeatureRule\/superpod-state-unproven/,
    targets: ['eks', 'gke', 'aks'],
    why: 'a proof is of a system by its name, which nodes of a cloud have not; the control reads "not tried"',
  },
  {
    what: 'how the GPU operator gets to driver and toolkit',
    where: /^platform helm_release\.gpu-operator values\./,
    targets: ['gke', 'aks'],
    why: 'Container-Optimized OS has paths of its own; nodes in Azure come without a driver, so the operator brings it',
  },
  {
    what: 'drivers of the GPU operator, and the labels that they find systems by',
    where: /^platform helm_release\.(gpu-objects only there|node-features .*NodeFeatureRule\/superpod-driver-)/,
    targets: ['aks'],
    why: 'nodes in Azure come without a driver',
  },
  {
    what: 'a quota for priorities of the system',
    where: /^platform helm_release\.gpu-priorities only there$/,
    targets: ['gke'],
    why: 'GKE lets pods of these priorities into no namespace whose quota does not name them',
  },
  {
    what: 'one Kueue in place of two',
    where: /^platform helm_release\.kueue values\..*(replicas|podDisruptionBudget|topologySpread|leaderElect)/,
    targets: ['twin'],
    why: 'there is one process',
  },
  {
    what: 'systems and their GPUs are made up',
    where: /^platform helm_release\.(fake-gpu-operator|kwok|simulated-systems) only there$/,
    targets: ['kind'],
    why: 'containers stand for units, and KWOK plays the rest',
  },
  {
    what: 'jobs of expiry are suspended',
    where: /^tenant helm_release\.expiry .*suspend/,
    targets: ['twin'],
    why: 'pods of the twin end at once, and would look done without having done anything',
  },
  {
    what: 'storage has classes, and tenants quota on them',
    where:
      /^(platform kubernetes_storage_class_v1\.\S+ only there|tenant kubernetes_resource_quota_v1\.\S+ spec\.hard\.\S*storage)/,
    targets: ['kind'],
    why: "kind's own storage is decided; what stands behind Gefion's is not published",
  },
]
