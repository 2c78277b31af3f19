import { counted } from '#core'
import type { PodModel, Pool, TenantModel } from '#model'
import { memberKubeconfig, proveTwin, type TwinProof, workInQueues } from '#twin'
import type { Desk } from './command.ts'
import { twinFolderOf, workplace } from './target-cluster.ts'

/** Credentials of a member of a tenant. */
export interface MemberAccess {
  readonly tenant: string
  readonly user: string
  readonly kubeconfig: string
  readonly namespace: string
}

/** A gang that the twin has placed, and whose member sent it; or why none was tried. */
export interface ProvenTwin {
  readonly proof?: TwinProof
  readonly unproven?: string
  readonly member?: MemberAccess
}

/**
 * Proves a twin with the largest gang that any tenant may run, by a member's credentials. Where no tenant with
 * members may hold a whole system, or people's own work is in the queues, it is left out, and said so.
 */
export async function provenTwin(model: PodModel, desk: Desk): Promise<ProvenTwin> {
  const largest = provingTenant(model)
  if (!largest) {
    return {
      unproven: `no active tenant has members and may hold a whole system of ${model.generation.gpu.count} GPUs`,
    }
  }
  const { tenant, systems } = largest
  const place = workplace(model, desk)
  const namespace = tenant.namespaces[0]?.name ?? ''
  const user = `${tenant.name}-member`
  const folder = twinFolderOf(place)
  const kubeconfig = await memberKubeconfig({ folder, user, groups: tenant.groups.members, namespace })
  const member = { tenant: tenant.name, user, kubeconfig, namespace }
  const work = await workInQueues(place.kubeconfig)
  if (work > 0)
    return { member, unproven: `${counted(work, 'job')} of tenants ${work === 1 ? 'is' : 'are'} in the queues` }
  const gpus = model.generation.gpu.count
  const proof = await proveTwin({
    kubeconfig: place.kubeconfig,
    memberKubeconfig: kubeconfig,
    namespace,
    gang: {
      systems,
      gpusPerSystem: gpus,
      devices: tenant.devices,
      ...halfShare(tenant, gpus),
      ...allowedImage(tenant, model),
    },
    progress: desk.progress,
  })
  return { proof, member }
}

// half of what goes with its GPUs: so it is GPUs that the second gang lacks, and Kueue names them alone
function halfShare({ burst, gpus }: TenantModel, gpusPerSystem: number) {
  const half = (amount: number) => gpusPerSystem * Math.floor(amount / gpus.burst / 2)
  return {
    ...(burst.cpus === undefined ? {} : { cpusPerSystem: half(burst.cpus) }),
    ...(burst.memoryGiB === undefined ? {} : { memoryGiBPerSystem: half(burst.memoryGiB) }),
  }
}

// its name is all that policies see, and no container runs on the twin: so any digest will do
function allowedImage({ terms }: TenantModel, { platform }: PodModel) {
  const [registry] = terms.registries ?? platform.policy.registries
  if (registry === undefined && !terms.digests) return {}
  return { image: `${registry ?? 'registry.k8s.io'}/pause${terms.digests ? `@sha256:${'0'.repeat(64)}` : ':3.10'}` }
}

/** The tenant whose members may hold most whole systems at once, and how many those are. */
export function provingTenant({ tenants, pools, generation }: Pick<PodModel, 'tenants' | 'pools' | 'generation'>) {
  const sizes = tenants
    .filter(({ state, groups }) => state === 'active' && groups.members.length > 0)
    .map((tenant) => {
      const pool = pools.find(({ name }) => name === tenant.pool)
      // no queue has quota of spare systems, and a gang cannot be placed on systems that take no work
      const placeable = Math.min((pool?.guaranteeableGpus ?? 0) / generation.gpu.count, inService(pool))
      return { tenant, systems: Math.min(Math.floor(tenant.gpus.burst / generation.gpu.count), placeable) }
    })
    .sort((a, b) => b.systems - a.systems)
  const [largest] = sizes
  return largest && largest.systems > 0 ? largest : undefined
}

function inService(pool: Pool | undefined): number {
  return pool?.systems.filter(({ outage }) => outage === undefined).length ?? 0
}
