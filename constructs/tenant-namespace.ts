import { Construct } from 'constructs'
import { decimalQuantity, gibibyteQuantity } from '#core'
import { LimitRangeV1, NamespaceV1, ResourceQuotaV1 } from '#terraform'
import { ownLabels, stateLabel, tenantLabel } from './labels.ts'
import { type PodSecurity, podSecurityLabels } from './pod-security.ts'
import { gpuAmounts } from './queue-quota.ts'

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
    const { name, tenant, pod, state, quota, podSecurity = 'restricted' } = props
    const labels = ownLabels(this)
    const tenantLabels = { [tenantLabel]: tenant, [stateLabel]: state, 'superpod/pod': pod }
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
function hardQuota({ gpus, devices, cpus, memoryGiB, pods }: TenantQuota): Record<string, string> {
  const amounts = gpuAmounts(gpus, devices).map(([name, amount]) => [`requests.${name}`, decimalQuantity(amount)])
  return {
    // where all GPUs are slices of other names, whole ones are none of the tenant's
    'requests.nvidia.com/gpu': '0',
    ...Object.fromEntries(amounts),
    pods: decimalQuantity(pods),
    ...(cpus === undefined ? {} : { 'requests.cpu': decimalQuantity(cpus) }),
    ...(memoryGiB === undefined ? {} : { 'requests.memory': gibibyteQuantity(memoryGiB) }),
  }
}
