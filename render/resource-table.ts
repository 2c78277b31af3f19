import { block, blocks, type Fields, intOrString, map, plain, type Shape, unlessEmpty } from './shape.ts'

/** How one resource type becomes an object. */
export interface ResourceRendering {
  readonly apiVersion: string
  readonly kind: string
  /** The object, less its apiVersion and kind. */
  readonly body: Shape
}

const rbac = 'rbac.authorization.k8s.io/v1'

const metadata = block({
  name: ['name', plain],
  namespace: ['namespace', plain],
  labels: ['labels', map],
  annotations: ['annotations', map],
})

/** A Terraform block `spec` with these arguments, or none. */
function object(apiVersion: string, kind: string, fields: Fields): ResourceRendering {
  return { apiVersion, kind, body: block({ metadata: ['metadata', metadata], ...fields }) }
}

const selector = block({
  match_labels: ['matchLabels', map],
  match_expressions: [
    'matchExpressions',
    blocks({ key: ['key', plain], operator: ['operator', plain], values: ['values', plain] }),
  ],
})

const peers = blocks({
  pod_selector: ['podSelector', selector],
  namespace_selector: ['namespaceSelector', selector],
  ip_block: ['ipBlock', block({ cidr: ['cidr', plain], except: ['except', plain] })],
})

const ports = blocks({
  port: ['port', intOrString],
  end_port: ['endPort', plain],
  protocol: ['protocol', plain],
})

const networkPolicy = block({
  pod_selector: ['podSelector', selector],
  policy_types: ['policyTypes', plain],
  ingress: ['ingress', blocks({ from: ['from', peers], ports: ['ports', ports] })],
  egress: ['egress', blocks({ to: ['to', peers], ports: ['ports', ports] })],
})

const limits = blocks({
  type: ['type', plain],
  default: ['default', map],
  default_request: ['defaultRequest', map],
  max: ['max', map],
  min: ['min', map],
  max_limit_request_ratio: ['maxLimitRequestRatio', map],
})

const rules = blocks({
  api_groups: ['apiGroups', plain],
  resources: ['resources', plain],
  resource_names: ['resourceNames', plain],
  non_resource_urls: ['nonResourceURLs', plain],
  verbs: ['verbs', plain],
})

const roleRef = block({ api_group: ['apiGroup', plain], kind: ['kind', plain], name: ['name', plain] })

const subjects = blocks({
  api_group: ['apiGroup', plain],
  kind: ['kind', plain],
  name: ['name', plain],
  namespace: ['namespace', unlessEmpty],
})

const topology = block({
  match_label_expressions: ['matchLabelExpressions', blocks({ key: ['key', plain], values: ['values', plain] })],
})

// one block in Terraform, a list of one in the API
const topologies: Shape = (value, at) => [topology(value, at)]

/** A class holds its fields itself, and none in a spec. */
const storageClass: Fields = {
  storage_provisioner: ['provisioner', plain],
  parameters: ['parameters', map],
  reclaim_policy: ['reclaimPolicy', plain],
  volume_binding_mode: ['volumeBindingMode', plain],
  allow_volume_expansion: ['allowVolumeExpansion', plain],
  mount_options: ['mountOptions', plain],
  allowed_topologies: ['allowedTopologies', topologies],
}

/** Every type of typed resource that our constructs make: closed, so that a new one is missed at once. */
export const resourceTable: Readonly<Record<string, ResourceRendering>> = {
  kubernetes_namespace_v1: object('v1', 'Namespace', {}),
  kubernetes_resource_quota_v1: object('v1', 'ResourceQuota', { spec: ['spec', block({ hard: ['hard', map] })] }),
  kubernetes_limit_range_v1: object('v1', 'LimitRange', { spec: ['spec', block({ limit: ['limits', limits] })] }),
  kubernetes_network_policy_v1: object('networking.k8s.io/v1', 'NetworkPolicy', { spec: ['spec', networkPolicy] }),
  kubernetes_config_map_v1: object('v1', 'ConfigMap', { data: ['data', map] }),
  kubernetes_default_service_account_v1: object('v1', 'ServiceAccount', {
    image_pull_secret: ['imagePullSecrets', blocks({ name: ['name', plain] })],
    automount_service_account_token: ['automountServiceAccountToken', plain],
  }),
  kubernetes_storage_class_v1: object('storage.k8s.io/v1', 'StorageClass', storageClass),
  kubernetes_cluster_role_v1: object(rbac, 'ClusterRole', { rule: ['rules', rules] }),
  kubernetes_role_binding_v1: object(rbac, 'RoleBinding', {
    role_ref: ['roleRef', roleRef],
    subject: ['subjects', subjects],
  }),
}

/** Arguments that are Terraform's own, and leave nothing in an object. */
export const metaArguments = ['depends_on', 'lifecycle', 'timeouts'] as const
