import { Construct } from 'constructs'
import { decimalQuantity, gibibyteQuantity } from '#core'
import { LimitRangeV1, NamespaceV1, ResourceQuotaV1 } from '#terraform'
import { memlockLabel, ownLabels, stateLabel, tenantLabel } from './labels.ts'
import { type PodSecurity, podSecurityLabels } from './pod-security.ts'
import { type TenantTerms, termAnnotations } from './policy/tenant-terms.ts'
import { gpuAmounts } from './queue-quota.ts'

export interface TenantNamespaceProps {
  /** Name of the namespace in the cluster. */
  readonly name: string
  readonly tenant: string
  /** Name of the pod, the machine. */
  readonly pod: string
  /** Whether it may be deleted: a retired one may. */
  readonly state: 'active' | 'retired'
  /** The most that one namespace may hold at once; what is not given is not limited. */
  readonly quota: TenantQuota
  /** @default restricted */
  readonly podSecurity?: PodSecurity
  /** What policies hold its work to. @default what they ask of every tenant */
  readonly terms?: TenantTerms
  /** Whether pods may lock memory by a capability, which needs Pod Security privileged. @default false */
  readonly ipcLock?: boolean
}

/** The most that a namespace may hold at once: whole numbers. */
export interface TenantQuota {
  /** Whole GPUs. */
  readonly gpus: number
  /** What one GPU is to Kubernetes, by resource. @default one `nvidia.com/gpu` */
  readonly devices?: Readonly<Record<string, number>>
  readonly cpus?: number
  readonly memoryGiB?: number
  readonly pods: number
  /** By storage class: what may be claimed of it. @default nothing is limited */
  readonly storage?: Readonly<Record<string, ClassQuota>>
  /** Resources that no share goes with, by the name that pods ask for them by. @default none is limited */
  readonly others?: Readonly<Record<string, number>>
}

/** The most that may be claimed of one storage class. */
export interface ClassQuota {
  readonly sizeGiB: number
  /** @default any number */
  readonly claims?: number
}

/**
 * One room of a tenant: a namespace, the quota that keeps it from the GPUs of the others, and what a container asks
 * for where it names nothing (a quota on CPU and memory refuses pods that name none).
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class TenantNamespace extends Construct {
  /** Name of the namespace: a token, so that whatever uses it is applied after it. */
  readonly namespace: string

  constructor(scope: Construct, id: string, props: TenantNamespaceProps) {
    super(scope, id)
    const { name, tenant, pod, state, quota, podSecurity = 'restricted', ipcLock = false, terms = {} } = props
    const labels = ownLabels(this)
    const tenantLabels = {
      [tenantLabel]: tenant,
      [stateLabel]: state,
      'superpod/pod': pod,
      ...(ipcLock ? { [memlockLabel]: 'ipc-lock' } : {}),
    }
    const annotations = termAnnotations(terms)
    this.namespace = new NamespaceV1(this, 'Resource', {
      metadata: {
        name,
        labels: { ...labels, ...tenantLabels, ...podSecurityLabels(podSecurity) },
        ...(Object.keys(annotations).length > 0 ? { annotations } : {}),
      },
    }).metadata.name
    new ResourceQuotaV1(this, 'Quota', {
      metadata: { name: 'quota', namespace: this.namespace, labels },
      spec: { hard: hardQuota(quota) },
    })
    new LimitRangeV1(this, 'Defaults', {
      metadata: { name: 'defaults', namespace: this.namespace, labels },
      // no default limits: they would cap what asks for more than the default
      spec: { limit: [{ type: 'Container', defaultRequest: { cpu: '1', memory: '4Gi' } }] },
    })
  }
}

// extended resources have no limits item: the API server accepts requests only
function hardQuota(quota: TenantQuota): Record<string, string> {
  const { gpus, devices, cpus, memoryGiB, pods, storage = {}, others = {} } = quota
  const amounts = gpuAmounts(gpus, devices).map(([name, amount]) => [`requests.${name}`, decimalQuantity(amount)])
  return {
    // where all GPUs are slices of other names, whole ones are none of the tenant's
    'requests.nvidia.com/gpu': '0',
    ...Object.fromEntries(amounts),
    pods: decimalQuantity(pods),
    ...(cpus === undefined ? {} : { 'requests.cpu': decimalQuantity(cpus) }),
    ...(memoryGiB === undefined ? {} : { 'requests.memory': gibibyteQuantity(memoryGiB) }),
    ...storageQuota(Object.entries(storage)),
    ...Object.fromEntries(Object.entries(others).map(([name, count]) => [`requests.${name}`, decimalQuantity(count)])),
  }
}

// the sum too: a class that somebody else makes would be without limit
function storageQuota(classes: readonly (readonly [name: string, quota: ClassQuota])[]): Record<string, string> {
  if (classes.length === 0) return {}
  const sumGiB = classes.reduce((sum, [, { sizeGiB }]) => sum + sizeGiB, 0)
  const each = classes.flatMap(([name, { sizeGiB, claims }]) => [
    [`${name}.storageclass.storage.k8s.io/requests.storage`, gibibyteQuantity(sizeGiB)],
    ...(claims === undefined
      ? []
      : [[`${name}.storageclass.storage.k8s.io/persistentvolumeclaims`, decimalQuantity(claims)]]),
  ])
  return { 'requests.storage': gibibyteQuantity(sumGiB), ...Object.fromEntries(each) }
}
