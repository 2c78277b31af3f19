import { ours, sourced, type TargetKindFacts } from './target-kind.ts'

const notThere = 'config takes no such kind yet; what stands here is what the cloud offers'
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
  proof: { state: 'not there yet', text: notThere },
  capabilities: {
    cluster: ours('not yet', 'cluster, system and GPU pools', 'there is no cluster layer for it yet'),
    gpus: sourced('yes', 'machines of the families a3 and a4', 'CLOUD', 'V'),
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
  proof: { state: 'not there yet', text: notThere },
  capabilities: {
    cluster: ours('not yet', 'cluster, system and GPU pools', 'there is no cluster layer for it yet'),
    gpus: sourced('yes', 'virtual machines of the series ND', 'CLOUD', 'V'),
    rdma: sourced(
      'InfiniBand',
      'a feature to register before the pool; the network operator drives it',
      'AKS-RDMA',
      'V',
    ),
    topology: ours('none', 'its nodes are no systems of a floor plan', 'names and places of machines are Microsoft’s'),
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
