import { ours, sourced, type TargetKindFacts } from './target-kind.ts'

/** The whole machine, simulated on one computer. */
export const twinTarget = {
  title: 'the whole machine, simulated on this computer',
  proof: {
    state: 'applied',
    on: '2026-11-24',
    text: 'all of Gefion: 191 systems, eight tenants, a job of 1,016 GPUs placed by the real Kueue; containers never run on it',
  },
  capabilities: {
    cluster: ours('made', 'a real control plane as processes of this computer; nodes are played', 'up starts it'),
    gpus: ours('no, numbers', 'GPUs are numbers in the status of nodes', 'no container runs on a node that is played'),
    rdma: ours('no', 'there is no network operator and no rail', 'nothing on a twin could drive a device'),
    topology: ours('config', 'labels of unit and rack are written onto the nodes', 'places follow from the model'),
    storage: ours(
      'no, quotas only',
      'classes are placeholders: quotas hold, claims stay pending',
      'nobody is their provisioner',
    ),
    policy: ours(
      'admission only',
      'admission policies, RBAC and quotas are enforced; network policies are objects that nothing enforces',
      'the API server is real, packets are not',
    ),
    isolation: ours(
      'API',
      'rights, admission and queues are tried by real tokens; nothing of hosts, network and data',
      'containers do not run',
    ),
    cost: ours('none', 'about 1.2 GiB of memory, and ten minutes of compiling once', 'measured here with Gefion'),
  },
} satisfies TargetKindFacts

/** A kind cluster on one computer. */
export const kindTarget = {
  title: 'a kind cluster on this computer',
  proof: {
    state: 'validated',
    text: 'its cluster stack by the engine and the schema of the real provider; no Docker or podman answered, so no cluster was made',
  },
  capabilities: {
    cluster: sourced(
      'made',
      'a control plane, and a container for each scalable unit, up to eight; any change of it makes it anew',
      'KIND-TF',
      'V',
    ),
    gpus: sourced(
      'no, made up',
      'the fake GPU operator on workers, numbers on the nodes that KWOK plays',
      'FAKE-GPU',
      'V',
    ),
    rdma: ours('no', 'the network operator is somebody else’s', 'there are no InfiniBand adapters to drive'),
    topology: ours('config', 'labels of unit and rack are on every node', 'places follow from the model'),
    storage: sourced('local-path', 'folders of its node', 'LOCAL-PATH', 'V'),
    policy: sourced(
      'all',
      'admission policies, RBAC, quotas; network policies by kind’s own network plugin',
      'KIND',
      'V',
    ),
    isolation: ours(
      'API, network',
      'rights, admission, queues, packets',
      'containers share the kernel of this computer',
    ),
    cost: ours('none', 'a container runtime, and its memory', 'it runs on this computer'),
  },
} satisfies TargetKindFacts

/** A cluster that exists. */
export const kubeconfigTarget = {
  title: 'a cluster that exists, by a named context: DGX systems of your own',
  proof: {
    state: 'synthesised only',
    text: 'planned against a real API server, which accepted its objects; there was no hardware, and it was never applied to DGX systems',
  },
  capabilities: {
    cluster: ours(
      'no, yours',
      'Base Command Manager, Talos, kubeadm or others make it',
      'superpod starts at the API server',
    ),
    gpus: ours('yes', 'by the GPU operator, with the host’s driver or its own', 'the platform stack has it'),
    rdma: sourced(
      'InfiniBand',
      'rails by the network operator and SR-IOV, on DGX H100, H200 and B200',
      'DGX-NETOP',
      'V',
    ),
    topology: ours(
      'config, by NFD',
      'labels of unit and rack by NodeFeatureRules that match the names of nodes',
      'places follow from the model',
    ),
    storage: ours(
      'any of its own',
      'DDN, VAST, WEKA, NFS, or classes that are there',
      'the catalogue has their drivers',
    ),
    policy: ours(
      'all',
      'admission policies, RBAC and quotas; network policies where its network plugin enforces them',
      'everything is made for it',
    ),
    isolation: ours(
      'API, host, fabric',
      'what is left to hosts and fabric manager is a prerequisite that controls and verify name',
      'partitions and GPU settings lie outside Kubernetes',
    ),
    cost: ours('your own', 'the hardware is there', 'nothing is ordered by superpod'),
  },
} satisfies TargetKindFacts
