import type { KubeObject } from '#core'
import { contentName } from '#core'
import type { Placement } from './placement.ts'

export interface KwokObjectsProps {
  readonly namespace: string
  readonly placement: Placement
  /** Image of the controller, with its tag. */
  readonly image: string
  /** How it plays nodes and pods: KWOK's own Stages. */
  readonly stages: readonly object[]
}

const name = 'kwok-controller'
const port = 10247

/**
 * KWOK's controller in a cluster: it plays the nodes that have the annotation `kwok.x-k8s.io/node: fake`, and the pods on
 * them, and leaves all others alone. It needs no kind of its own: its stages are in its configuration.
 * @see https://kwok.sigs.k8s.io/docs/user/kwok-in-cluster/
 */
export function kwokObjects({ namespace, placement, image, stages }: KwokObjectsProps): KubeObject[] {
  const text = [configuration, ...stages].map((document) => JSON.stringify(document)).join('\n---\n')
  // a changed configuration brings a new pod: the old one would go on with what it has read
  const config = contentName('kwok', text)
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } }
  const subject = { kind: 'ServiceAccount', name, namespace }
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }
  return [
    account,
    { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef,
      subjects: [subject],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: config, namespace }, data: { 'kwok.yaml': text } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels: { app: name } },
          spec: { ...placement, ...podSpec(image, config) },
        },
      },
    },
  ]
}

const configuration = {
  apiVersion: 'config.kwok.x-k8s.io/v1alpha1',
  kind: 'KwokConfiguration',
  options: {
    manageAllNodes: false,
    manageNodesWithAnnotationSelector: 'kwok.x-k8s.io/node=fake',
    nodePort: port,
    // its heartbeat is a stage: another controller's lease would keep it from nodes after a restart
    nodeLeaseDurationSeconds: 0,
    enableCRDs: [],
  },
}

const rules = [
  { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'watch'] },
  { apiGroups: [''], resources: ['nodes/status', 'pods/status'], verbs: ['patch', 'update'] },
  { apiGroups: [''], resources: ['pods'], verbs: ['delete', 'get', 'list', 'patch', 'update', 'watch'] },
  { apiGroups: ['', 'events.k8s.io'], resources: ['events'], verbs: ['create', 'patch'] },
]

/** As Pod Security's `restricted` wants it; its working folder is no one's home. */
function podSpec(image: string, config: string) {
  return {
    serviceAccountName: name,
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name,
        image,
        args: ['--config=/etc/kwok/kwok.yaml', '--node-ip=$(POD_IP)'],
        env: [
          { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
          { name: 'KWOK_WORKDIR', value: '/work' },
        ],
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        resources: { requests: { cpu: '100m', memory: '128Mi' } },
        readinessProbe: { httpGet: { path: '/healthz', port } },
        volumeMounts: [
          { name: 'config', mountPath: '/etc/kwok', readOnly: true },
          { name: 'work', mountPath: '/work' },
        ],
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: config } },
      { name: 'work', emptyDir: {} },
    ],
  }
}

/** What a simulated node has. */
export interface KwokNodeProps {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly taints: readonly { readonly key: string; readonly value: string; readonly effect: string }[]
  readonly capacity: Readonly<Record<string, string>>
  readonly allocatable: Readonly<Record<string, string>>
}

/** A node that KWOK plays: what it has stands in its status, which the API server takes when the node is created. */
export function kwokNode({ name: node, labels, taints, capacity, allocatable }: KwokNodeProps): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: node, labels, annotations: { 'kwok.x-k8s.io/node': 'fake' } },
    spec: { taints },
    status: { capacity, allocatable },
  }
}
