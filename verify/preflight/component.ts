import type { PodModel } from '#model'

/** Keys of the components in config that may be somebody else's. */
export type ComponentKey =
  | 'kueue'
  | 'gpuOperator'
  | 'nodeFeatureDiscovery'
  | 'networkOperator'
  | 'observability'
  | 'jobSet'
  | 'trainer'

/** A component of the platform, and how it is known on a cluster, whoever installed it. */
export interface Component {
  readonly key: ComponentKey
  readonly title: string
  /** Its chart, as the label `helm.sh/chart` begins. */
  readonly chart: string
  /** Images of its controllers: the end of their names, before the tag. */
  readonly image: RegExp
  /** Whether the tag of that image is the version of the chart. */
  readonly tagIsVersion: boolean
  /** A kind that it brings. */
  readonly crd: string
  /** Whether `helm uninstall` leaves its kinds behind: they are in the folder `crds/` of the chart. */
  readonly leavesKinds: boolean
  /** What cannot be applied without its kinds, where somebody else must bring them; undefined: nothing of ours. */
  readonly needed?: (model: PodModel) => string | undefined
}

/** Components in the order in which they are installed. Names of images and kinds are those of their charts (platform facts GPUOP, NETOP, KUEUE, NFD, OBS). */
export const components: readonly Component[] = [
  {
    key: 'kueue',
    title: 'Kueue',
    chart: 'kueue',
    image: /(^|\/)kueue$/,
    tagIsVersion: true,
    crd: 'clusterqueues.kueue.x-k8s.io',
    leavesKinds: false,
    needed: () => 'queues and flavors',
  },
  {
    key: 'gpuOperator',
    title: 'the GPU operator',
    chart: 'gpu-operator',
    image: /(^|\/)gpu-operator$/,
    tagIsVersion: true,
    crd: 'clusterpolicies.nvidia.com',
    leavesKinds: true,
  },
  {
    key: 'nodeFeatureDiscovery',
    title: 'Node Feature Discovery',
    chart: 'node-feature-discovery',
    image: /(^|\/)node-feature-discovery$/,
    tagIsVersion: false,
    crd: 'nodefeaturerules.nfd.k8s-sigs.io',
    leavesKinds: true,
    needed: () => 'the rules that label and taint systems',
  },
  {
    key: 'networkOperator',
    title: 'the network operator',
    chart: 'network-operator',
    image: /(^|\/)network-operator$/,
    tagIsVersion: true,
    crd: 'nicclusterpolicies.mellanox.com',
    leavesKinds: true,
  },
  {
    key: 'observability',
    title: 'the Prometheus operator',
    chart: 'kube-prometheus-stack',
    image: /(^|\/)prometheus-operator$/,
    tagIsVersion: false,
    crd: 'prometheusrules.monitoring.coreos.com',
    leavesKinds: true,
    needed: ({ platform: { observability } }) => (observability.rules ? 'our rules and monitors' : undefined),
  },
  {
    key: 'jobSet',
    title: 'JobSet',
    chart: 'jobset',
    image: /(^|\/)jobset(-controller)?$/,
    tagIsVersion: true,
    crd: 'jobsets.jobset.x-k8s.io',
    leavesKinds: true,
    needed: ({ platform: { trainer } }) => (trainer.owner === 'superpod' ? 'the Trainer' : undefined),
  },
  {
    key: 'trainer',
    title: 'the Kubeflow Trainer',
    chart: 'kubeflow-trainer',
    image: /(^|\/)trainer-controller-manager$/,
    tagIsVersion: true,
    crd: 'trainjobs.trainer.kubeflow.org',
    leavesKinds: true,
  },
]
