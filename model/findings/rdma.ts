import { ufmPrerequisites } from '#catalog'
import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'
import { printedPartitionKey, type TenantRdma } from '../tenant-rails.ts'

/** A tenant whose pods get rails. */
type RailedTenant = TenantModel & { readonly rdma: TenantRdma }

/** Rails of tenants that cannot be had, or that cost more safety than may be paid; partitions that isolate nobody. */
export function rdmaFindings(model: PodModel): Finding[] {
  const tenants = model.tenants.filter((tenant): tenant is RailedTenant => tenant.rdma !== undefined)
  return [
    ...tenants.flatMap((tenant) => [
      ...lockedMemory(tenant),
      ...withoutRails(tenant, model),
      ...hostMemlock(tenant, model),
      ...notApart(tenant),
    ]),
    ...partitions(tenants, model),
    ...unverified(tenants, model),
  ]
}

/** IPC_LOCK is what restricted and baseline refuse; a sensitive tenant never gives up either. */
function lockedMemory({ name, sensitivity, rdma: { memlock, podSecurity } }: RailedTenant): Finding[] {
  const path = `tenants.${name}.rdma`
  const severity = 'error' as const
  if (memlock === 'host') {
    if (podSecurity === 'restricted') return []
    return [
      {
        code: 'rdma/pod-security-unneeded',
        severity,
        path: `${path}.podSecurity`,
        message: `${name} wants Pod Security ${podSecurity}, but memory is locked by the host, for which restricted is enough`,
        remedy: 'remove podSecurity',
      },
    ]
  }
  if (sensitivity === 'sensitive') {
    return [
      {
        code: 'rdma/ipc-lock-sensitive',
        severity,
        path: `${path}.memlock`,
        message: `${name} is sensitive, but IPC_LOCK needs Pod Security privileged, which no sensitive tenant gets (K8S)`,
        remedy: 'write memlock: host, and raise LimitMEMLOCK of containerd and kubelet on its systems',
      },
    ]
  }
  if (podSecurity === 'privileged') return []
  return [
    {
      code: 'rdma/ipc-lock-restricted',
      severity,
      path: `${path}.memlock`,
      message: `${name} wants IPC_LOCK, but Pod Security ${podSecurity} refuses pods that have it (K8S)`,
      remedy:
        'write memlock: host, and raise LimitMEMLOCK of containerd and kubelet on the systems; or say podSecurity: privileged, which gives up restricted for all its pods',
    },
  ]
}

function withoutRails({ name }: RailedTenant, { target, rails }: PodModel): Finding[] {
  if (target.kind !== 'kubeconfig' || rails) return []
  return [
    {
      code: 'rdma/no-rails',
      severity: 'error',
      path: `tenants.${name}.rdma`,
      message: `${name} wants rails, but superpod makes none on target ${target.name}`,
      remedy: 'remove rdma, or see why platform.networkOperator makes no rails: owner, mode, generation',
    },
  ]
}

function hostMemlock({ name, rdma: { memlock } }: RailedTenant, { target }: PodModel): Finding[] {
  if (target.kind !== 'kubeconfig' || memlock !== 'host') return []
  return [
    {
      code: 'rdma/host-memlock',
      severity: 'info',
      path: `tenants.${name}.rdma`,
      message: `pods of ${name} pin memory only where the host lets them, but nothing here sets or verifies that`,
      remedy: 'see that containerd and kubelet run with LimitMEMLOCK=infinity on every system',
    },
  ]
}

function notApart({ name, sensitivity, rdma: { partitionKey } }: RailedTenant): Finding[] {
  if (sensitivity !== 'sensitive' || partitionKey !== undefined) return []
  return [
    {
      code: 'rdma/not-apart',
      severity: 'error',
      path: `tenants.${name}.rdma`,
      message: `${name} is sensitive, but its rails are in the default partition, which all tenants with rails share`,
      remedy: 'give it a partitionKey of its own, with platform.networkOperator.ufm, or remove rdma',
    },
  ]
}

/** The default partition, and what lies beyond the keys that there are. */
const firstKey = 0x0001
const lastKey = 0x7ffe

function partitions(tenants: readonly RailedTenant[], { platform }: PodModel): Finding[] {
  const owners = new Map<number, string>()
  return tenants.flatMap(({ name, rdma: { partitionKey: key } }): Finding[] => {
    if (key === undefined) return []
    const path = `tenants.${name}.rdma.partitionKey`
    const owner = owners.get(key)
    owners.set(key, owner ?? name)
    const fault = (words: Pick<Finding, 'code' | 'message' | 'remedy'>): Finding[] => [
      { severity: 'error', path, ...words },
    ]
    if (key < firstKey || key > lastKey) {
      const range = `${printedPartitionKey(firstKey)} to ${printedPartitionKey(lastKey)}`
      return fault({
        code: 'rdma/partition-out-of-range',
        message: `the partition key of ${name} is ${printedPartitionKey(key)}, but keys go from ${range}`,
        remedy: `choose one from ${range}`,
      })
    }
    if (owner !== undefined) {
      return fault({
        code: 'rdma/partition-shared',
        message: `${name} has partition key ${printedPartitionKey(key)}, but ${owner} has it too`,
        remedy: 'give each tenant a key of its own',
      })
    }
    if (platform.networkOperator.ufm) return []
    return fault({
      code: 'rdma/partition-without-ufm',
      message: `${name} has partition key ${printedPartitionKey(key)}, but config names no UFM that would make the partition`,
      remedy: 'name the Secret with its credentials in platform.networkOperator.ufm.secret, or remove partitionKey',
    })
  })
}

/** What stays not verified until somebody has: a key isolates nobody before. */
function unverified(tenants: readonly RailedTenant[], { platform, target }: PodModel): Finding[] {
  const { ufm } = platform.networkOperator
  const first = tenants.find(({ rdma }) => rdma.partitionKey !== undefined)
  if (!ufm || !first || target.kind !== 'kubeconfig') return []
  return Object.entries(ufmPrerequisites)
    .filter(([name]) => ufm.verified[name as keyof typeof ufm.verified] === undefined)
    .map(([name, { value, source }]) => ({
      code: 'ufm/not-verified',
      severity: 'warning' as const,
      path: 'platform.networkOperator.ufm.verified',
      message: `partition keys are to keep tenants apart, but it is not verified that ${value} (${source.key})`,
      remedy: `verify it, then write ufm: { verified: { ${name}: <day> } }`,
    }))
}
