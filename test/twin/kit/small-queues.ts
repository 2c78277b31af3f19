import type { KubeObject } from '#core'

/** Values of Kueue's chart for the small machine. */
export const chartValues = {
  controllerManager: {
    nodeSelector: { 'superpod/role': 'management' },
    tolerations: [{ key: 'superpod/role', operator: 'Exists', effect: 'NoSchedule' }],
  },
  managerConfig: {
    controllerManagerConfigYaml: JSON.stringify({
      apiVersion: 'config.kueue.x-k8s.io/v1beta2',
      kind: 'Configuration',
      health: { healthProbeBindAddress: ':8081' },
      metrics: { bindAddress: ':8443' },
      webhook: { port: 9443 },
      leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
      clientConnection: { qps: 300, burst: 500 },
      managedJobsNamespaceSelector: { matchLabels: { 'superpod/tenant': 'genomics' } },
      integrations: { frameworks: ['batch/job', 'pod'] },
    }),
  },
}

const kueue = 'kueue.x-k8s.io/v1beta2'

/** One tenant that may hold eight systems of the small machine. */
export const queues: readonly KubeObject[] = [
  {
    apiVersion: kueue,
    kind: 'Topology',
    metadata: { name: 'superpod' },
    spec: {
      levels: ['superpod/scalable-unit', 'superpod/rack', 'kubernetes.io/hostname'].map((nodeLabel) => ({ nodeLabel })),
    },
  },
  {
    apiVersion: kueue,
    kind: 'ResourceFlavor',
    metadata: { name: 'shared' },
    spec: {
      nodeLabels: { 'superpod/pool': 'shared' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
      topologyName: 'superpod',
    },
  },
  {
    apiVersion: kueue,
    kind: 'ClusterQueue',
    metadata: { name: 'genomics' },
    spec: {
      namespaceSelector: { matchLabels: { 'superpod/tenant': 'genomics' } },
      resourceGroups: [
        {
          coveredResources: ['cpu', 'memory', 'nvidia.com/gpu'],
          flavors: [
            {
              name: 'shared',
              resources: [
                { name: 'cpu', nominalQuota: '2000' },
                { name: 'memory', nominalQuota: '20Ti' },
                { name: 'nvidia.com/gpu', nominalQuota: '64' },
              ],
            },
          ],
        },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'genomics-train',
      labels: { 'superpod/tenant': 'genomics', 'pod-security.kubernetes.io/enforce': 'restricted' },
    },
  },
  {
    apiVersion: kueue,
    kind: 'LocalQueue',
    metadata: { name: 'default', namespace: 'genomics-train' },
    spec: { clusterQueue: 'genomics' },
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'members', namespace: 'genomics-train' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'edit' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'oidc:genomics' }],
  },
]
