import { json, merge, type PlantedFault } from './fault.ts'
import { systemFaults } from './system-faults.ts'

const inAda = (kind: string, name: string) => ['--namespace', 'ada-train', kind, name]
const ada = (kind: string, name: string) => `${kind}/ada-train/${name}`

const queue = ['clusterqueue', 'ada']

/** Of queues and their quotas. */
const ofQueues: readonly PlantedFault[] = [
  {
    title: 'a queue that is held',
    calls: [merge(queue, { spec: { stopPolicy: 'Hold' } })],
    code: 'verify/queue-held',
    path: 'ClusterQueue ada',
  },
  {
    title: 'a queue that a hand holds although its tenant expires some day',
    calls: [merge(['clusterqueue', 'health'], { spec: { stopPolicy: 'HoldAndDrain' } })],
    code: 'verify/queue-held',
    path: 'ClusterQueue health',
  },
  {
    title: 'a queue with more than the ledger has',
    calls: [
      json(queue, [
        { op: 'replace', path: '/spec/resourceGroups/0/flavors/0/resources/0/nominalQuota', value: '4096' },
        { op: 'replace', path: '/spec/resourceGroups/0/flavors/0/resources/1/nominalQuota', value: '4096' },
        { op: 'replace', path: '/spec/resourceGroups/0/flavors/0/resources/2/nominalQuota', value: '4096' },
      ]),
    ],
    code: 'verify/ledger',
    path: 'pool shared',
  },
  {
    title: 'a queue that pre-empts otherwise',
    calls: [merge(queue, { spec: { preemption: { withinClusterQueue: 'Never' } } })],
    code: 'verify/object',
    path: 'ClusterQueue/ada',
  },
  {
    title: 'a namespace without its queue',
    calls: [['delete', ...inAda('localqueue', 'default')]],
    code: 'verify/object',
    path: ada('LocalQueue', 'default'),
  },
  {
    title: 'a cohort with another quota',
    calls: [merge(['cohort', 'small'], { spec: { fairSharing: { weight: '3' } } })],
    code: 'verify/object',
    path: 'Cohort/small',
  },
  {
    title: 'a priority that weighs otherwise',
    calls: [merge(['workloadpriorityclass', 'high'], { value: 5 })],
    code: 'verify/object',
    path: 'WorkloadPriorityClass/high',
  },
]

const policy = (name: string) => ['validatingadmissionpolicy', `superpod-${name}`]
const binding = (name: string) => ['validatingadmissionpolicybinding', `superpod-${name}`]

/** Of admission policies. */
const ofPolicies: readonly PlantedFault[] = [
  {
    title: 'a policy that nothing binds',
    calls: [['delete', ...binding('allowed-images')]],
    code: 'verify/policy',
    path: 'ValidatingAdmissionPolicyBinding/superpod-allowed-images',
  },
  {
    title: 'a policy that only warns',
    calls: [merge(binding('placed-work'), { spec: { validationActions: ['Audit'] } })],
    code: 'verify/policy',
    path: 'ValidatingAdmissionPolicyBinding/superpod-placed-work',
  },
  {
    title: 'a policy that lets pass what it cannot judge',
    calls: [merge(policy('contained-work'), { spec: { failurePolicy: 'Ignore' } })],
    code: 'verify/policy',
    path: 'ValidatingAdmissionPolicy/superpod-contained-work',
  },
  {
    title: 'a policy that allows all',
    calls: [merge(policy('granted-devices'), { spec: { validations: [{ expression: 'true' }] } })],
    code: 'verify/policy',
    path: 'ValidatingAdmissionPolicy/superpod-granted-devices',
  },
  {
    title: 'a policy that is gone',
    calls: [['delete', ...policy('inner-services')]],
    code: 'verify/policy',
    path: 'ValidatingAdmissionPolicy/superpod-inner-services',
  },
]

const group = { kind: 'Group', name: 'strangers', apiGroup: 'rbac.authorization.k8s.io' }
const ours = { 'superpod/stack': 'small-twin-tenant-ada' }
const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'superpod-tenant-admin' }

/** Of what keeps tenants apart, and of charts of others. */
const ofObjects: readonly PlantedFault[] = [
  {
    title: 'a namespace with a weaker standard',
    calls: [['label', 'namespace', 'ada-train', 'pod-security.kubernetes.io/enforce=privileged', '--overwrite']],
    code: 'verify/object',
    path: 'Namespace/ada-train',
  },
  {
    title: 'a namespace with another quota',
    calls: [merge(inAda('resourcequota', 'quota'), { spec: { hard: { 'requests.nvidia.com/gpu': '999' } } })],
    code: 'verify/object',
    path: ada('ResourceQuota', 'quota'),
  },
  {
    title: 'a namespace without its default limits',
    calls: [['delete', ...inAda('limitrange', 'defaults')]],
    code: 'verify/object',
    path: ada('LimitRange', 'defaults'),
  },
  {
    title: 'a network policy that is gone',
    calls: [['delete', ...inAda('networkpolicy', 'default-deny')]],
    code: 'verify/object',
    path: ada('NetworkPolicy', 'default-deny'),
  },
  {
    title: 'a network policy that lets everybody in',
    calls: [merge(inAda('networkpolicy', 'same-namespace'), { spec: { ingress: [{}] } })],
    code: 'verify/object',
    path: ada('NetworkPolicy', 'same-namespace'),
  },
  {
    title: 'a network policy that no pod is under any more',
    calls: [
      merge(['--namespace', 'health-train', 'networkpolicy', 'default-deny'], {
        spec: { podSelector: { matchLabels: { nobody: 'has' } } },
      }),
    ],
    code: 'verify/object',
    path: 'NetworkPolicy/health-train/default-deny',
  },
  {
    title: 'a network policy that lets in every namespace',
    calls: [
      merge(['--namespace', 'health-train', 'networkpolicy', 'same-namespace'], {
        spec: { ingress: [{ from: [{ podSelector: {}, namespaceSelector: {} }] }] },
      }),
    ],
    code: 'verify/object',
    path: 'NetworkPolicy/health-train/same-namespace',
  },
  {
    title: 'a network policy with our label that config does not have',
    calls: [['create', '--filename', '-']],
    input: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'open', namespace: 'ada-train', labels: ours },
      spec: { podSelector: {}, ingress: [{}] },
    },
    code: 'verify/object',
    path: ada('NetworkPolicy', 'open'),
  },
  {
    title: 'a binding with a group too many',
    calls: [json(inAda('rolebinding', 'superpod-tenant-viewer'), [{ op: 'add', path: '/subjects/-', value: group }])],
    code: 'verify/object',
    path: ada('RoleBinding', 'superpod-tenant-viewer'),
  },
  {
    title: 'a binding with our label that config does not have',
    calls: [['create', '--filename', '-']],
    input: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'guests', namespace: 'ada-train', labels: ours },
      roleRef: role,
      subjects: [group],
    },
    code: 'verify/object',
    path: ada('RoleBinding', 'guests'),
  },
  {
    title: 'a role with a rule too many',
    calls: [
      json(
        ['clusterrole', 'superpod-tenant-member'],
        [{ op: 'add', path: '/rules/-', value: { apiGroups: [''], resources: ['secrets'], verbs: ['*'] } }],
      ),
    ],
    code: 'verify/object',
    path: 'ClusterRole/superpod-tenant-member',
  },
  {
    title: 'settings of Kueue that somebody changed',
    calls: [
      merge(['--namespace', 'kueue-system', 'configmap', 'kueue-manager-config'], {
        data: { 'controller_manager_config.yaml': 'apiVersion: config.kueue.x-k8s.io/v1beta2\nkind: Configuration\n' },
      }),
    ],
    code: 'verify/object',
    path: 'ConfigMap/kueue-system/kueue-manager-config',
  },
  {
    title: 'a controller that was scaled',
    calls: [['--namespace', 'kueue-system', 'scale', 'deployment', 'kueue-controller-manager', '--replicas', '0']],
    code: 'verify/object',
    path: 'Deployment/kueue-system/kueue-controller-manager',
  },
]

/** Faults of every sort, each on a thing of its own, so that all can be there at once. */
export const plantedFaults: readonly PlantedFault[] = [...systemFaults, ...ofQueues, ...ofPolicies, ...ofObjects]
