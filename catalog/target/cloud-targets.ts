import { ours, sourced, type TargetKindFacts } from './target-kind.ts'

const synthesised =
  'checkov finds nothing unlisted in its JSON; the provider could not be had here, and nothing was ever planned or applied'
const byTheHour = ours(
  'by the hour',
  'GPU pools are billed from the moment they stand, idle ones too',
  'no price is in the catalogue',
)
const policy = ours(
  'all',
  'the same policies, roles and quotas as on metal',
  'platform and tenant stacks are the same on every target',
)

/** Amazon's Kubernetes. */
export const eksTarget = {
  title: 'a cluster of Amazon EKS',
  proof: {
    state: 'synthesised only',
    text: 'checkov finds nothing in its JSON; the provider could not be had here, and nothing was ever planned or applied',
  },
  capabilities: {
    cluster: ours(
      'made',
      'network, keys, control plane, management nodes and a group of GPU machines a unit and pool',
      'its cluster layer is the whole of it',
    ),
    gpus: sourced('yes', 'p5, p5e, p5en, p6-b200, p6-b300, p6e-gb200: eight a machine, or four', 'EC2-TYPES', 'V'),
    rdma: sourced('EFA', 'one EFA interface a network card, in a cluster placement group', 'CLOUD', 'V'),
    topology: ours(
      'config, by group',
      'labels of unit and pool on node groups; a unit, one placement group, counts as one rack',
      'names and places of machines are Amazon’s',
    ),
    storage: sourced('FSx for Lustre', 'a file system for each volume', 'FSX-CSI', 'V'),
    policy,
    isolation: ours(
      'API, account',
      'instances of others are kept apart by Amazon',
      'hosts and network are not ours to set',
    ),
    cost: byTheHour,
  },
} satisfies TargetKindFacts

/** Google's Kubernetes. */
export const gkeTarget = {
  title: 'a cluster of Google GKE',
  proof: { state: 'synthesised only', text: synthesised },
  capabilities: {
    cluster: ours(
      'made',
      'network, key, control plane, management nodes and a pool of GPU machines a unit and pool',
      'against EKS it lacks: storage add-ons, ways in from no Internet, capacity by unit',
    ),
    gpus: sourced('yes', 'a3-highgpu, a3-megagpu, a3-ultragpu, a4-highgpu, a4x-highgpu', 'CLOUD', 'V'),
    rdma: sourced('GPUDirect', 'TCPX, TCPXO or RoCE, by extra networks of the machine', 'CLOUD', 'V'),
    topology: sourced('Google’s labels', 'block, subblock and host, on each node', 'CLOUD', 'V'),
    storage: sourced('Managed Lustre', 'an instance for each volume', 'GKE-LUSTRE', 'V'),
    policy,
    isolation: ours(
      'API, project',
      'machines of others are kept apart by Google',
      'hosts and network are not ours to set',
    ),
    cost: byTheHour,
  },
} satisfies TargetKindFacts

/** Microsoft's Kubernetes. */
export const aksTarget = {
  title: 'a cluster of Azure AKS',
  proof: { state: 'synthesised only', text: synthesised },
  capabilities: {
    cluster: ours(
      'made',
      'network, identities, control plane, management nodes and a pool of GPU machines a unit and pool',
      'against EKS it lacks: its own key, storage add-ons, ways in from no Internet, capacity by unit',
    ),
    gpus: sourced('yes', 'ND H100 v5, ND H200 v5, ND GB200 v6, ND GB300 v6', 'AKS-SIZES', 'V'),
    rdma: sourced(
      'InfiniBand',
      'a feature to register before the pool; the network operator drives it',
      'AKS-RDMA',
      'V',
    ),
    topology: ours(
      'config, by group',
      'labels of unit and pool on node pools; a unit counts as one rack',
      'names and places of machines are Microsoft’s',
    ),
    storage: sourced('Managed Lustre', 'a file system for each volume', 'AZURE-LUSTRE', 'V'),
    policy,
    isolation: ours(
      'API, subscription',
      'machines of others are kept apart by Microsoft',
      'hosts and network are not ours to set',
    ),
    cost: byTheHour,
  },
} satisfies TargetKindFacts
