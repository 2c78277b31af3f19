import { Construct } from 'constructs'
import { decimalQuantity, gibibyteQuantity } from '#core'
import { LimitRangeV1, NamespaceV1, ResourceQuotaV1 } from '#terraform'
import { memlockLabel, ownLabels, stateLabel, tenantLabel } from './labels.ts'
import { type PodSecurity, podSecurityLabels } from './pod-security.ts'

export interface TenantNamespaceProps {
  /** Name of the namespace in the cluster. */
  readonly name: string
  readonly tenant: string
  /** Name of the pod, the machine. */
  readonly pod: string
  readonly state: 'active' | 'retired'
  /** The most that one namespace may hold at once; what is not given is not limited. */
  readonly quota: TenantQuota
  /** @default restricted */
  readonly podSecurity?: PodSecurity
  /** Whether pods may lock memory by a capability, which needs Pod Security privileged. @default false */
  readonly ipcLock?: boolean
}

/** The most that a namespace may hold at once: whole numbers. */
export interface TenantQuota {
  readonly gpus: number
  readonly cpus?: number
  readonly memoryGiB?: number
  readonly pods: number
  /** Resources that no share goes with, by the name that pods ask for them by. @default none is limited */
  readonly others?: Readonly<Record<string, number>>
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
    const { name, tenant, pod, state, quota, podSecurity = 'restricted', ipcLock = false } = props
    const labels = ownLabels(this)
    const tenantLabels = {
      [tenantLabel]: tenant,
      [stateLabel]: state,
      'superpod/pod': pod,
      ...(ipcLock ? { [memlockLabel]: 'ipc-lock' } : {}),
    }
    this.namespace = new NamespaceV1(this, 'Resource', {
      metadata: { name, labels: { ...labels, ...tenantLabels, ...podSecurityLabels(podSecurity) } },
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
function hardQuota({ gpus, cpus, memoryGiB, pods, others = {} }: TenantQuota): Record<string, string> {
  return {
    'requests.nvidia.com/gpu': decimalQuantity(gpus),
    pods: decimalQuantity(pods),
    ...(cpus === undefined ? {} : { 'requests.cpu': decimalQuantity(cpus) }),
    ...(memoryGiB === undefined ? {} : { 'requests.memory': gibibyteQuantity(memoryGiB) }),
    ...Object.fromEntries(Object.entries(others).map(([name, count]) => [`requests.${name}`, decimalQuantity(count)])),
  }
}
