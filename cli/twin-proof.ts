import { refusal } from '#core'
import type { PodModel, Pool, TenantModel } from '#model'
import { memberKubeconfig, proveTwin, type TwinProof } from '#twin'
import type { Desk } from './command.ts'
import { twinFolderOf, workplace } from './target-cluster.ts'

/** Credentials of a member of a tenant. */
export interface MemberAccess {
  readonly tenant: string
  readonly user: string
  readonly kubeconfig: string
  readonly namespace: string
}

/** A gang that the twin has placed, and whose member sent it. */
export interface ProvenTwin {
  readonly proof: TwinProof
  readonly member: MemberAccess
}

/** Proves a twin with the largest gang that any tenant may run, by a member's credentials. */
export async function provenTwin(model: PodModel, desk: Desk): Promise<ProvenTwin> {
  const { tenant, systems } = provingTenant(model)
  const place = workplace(model, desk)
  const namespace = tenant.namespaces[0]?.name ?? ''
  const user = `${tenant.name}-member`
  const folder = twinFolderOf(place)
  const kubeconfig = await memberKubeconfig({ folder, user, groups: tenant.groups.members, namespace })
  const gpus = model.generation.gpu.count
  const proof = await proveTwin({
    kubeconfig: place.kubeconfig,
    memberKubeconfig: kubeconfig,
    namespace,
    gang: {
      systems,
      gpusPerSystem: gpus,
      ...halfShare(tenant, gpus),
    },
    progress: desk.progress,
  })
  return { proof, member: { tenant: tenant.name, user, kubeconfig, namespace } }
}

// half of what goes with its GPUs: so it is GPUs that the second gang lacks, and Kueue names them alone
function halfShare({ burst, gpus }: TenantModel, gpusPerSystem: number) {
  const half = (amount: number) => gpusPerSystem * Math.floor(amount / gpus.burst / 2)
  return {
    ...(burst.cpus === undefined ? {} : { cpusPerSystem: half(burst.cpus) }),
    ...(burst.memoryGiB === undefined ? {} : { memoryGiBPerSystem: half(burst.memoryGiB) }),
  }
}

// a gang cannot be placed on systems that take no work
function inService(pool: Pool | undefined): number {
  return pool?.systems.filter(({ outage }) => outage === undefined).length ?? 0
}

/** The tenant that may hold most whole systems at once, and how many those are. */
function provingTenant({ tenants, pools, generation }: PodModel): { tenant: TenantModel; systems: number } {
  const sizes = tenants
    .filter(({ state, namespaces }) => state === 'active' && namespaces.length > 0)
    .map((tenant) => {
      const pool = pools.find(({ name }) => name === tenant.pool)
      return {
        tenant,
        systems: Math.min(Math.floor(tenant.gpus.burst / generation.gpu.count), inService(pool)),
      }
    })
    .sort((a, b) => b.systems - a.systems)
  const [largest] = sizes
  if (largest && largest.systems > 0) return largest
  throw refusal({
    code: 'proof/no-tenant',
    path: 'tenants',
    message: `no active tenant may hold a whole system of ${generation.gpu.count} GPUs, so there is nothing to prove`,
    remedy: 'give a tenant a namespace and GPUs, or use ./superpod apply',
  })
}
