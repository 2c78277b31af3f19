import type { PodModel } from './pod-model.ts'
import type { System } from './system.ts'

/**
 * How it stands with the proof that a pod which asks for no GPU sees none on a system. `outdated`: the proof is of another
 * system or another image than stand there by the inventory. Whether it has run out is a matter of the day: findings say so.
 */
type ProofStanding = 'not tried' | 'missing' | 'outdated' | 'recorded'

/** Systems that only work of sensitive tenants runs on, by tenant; one that is retired runs nothing. */
export function sensitivePools({
  pools,
  tenants,
}: PodModel): { readonly tenant: string; readonly systems: readonly System[] }[] {
  return tenants
    .filter(({ sensitivity, state }) => sensitivity === 'sensitive' && state !== 'retired')
    .flatMap(({ name }) => pools.filter((pool) => pool.name === name))
    .map(({ name, systems }) => ({ tenant: name, systems }))
}

/** How it stands with the proof of one system: on a twin and on kind there is no host to try it on. */
export function proofStanding(
  { inventory, target }: Pick<PodModel, 'inventory' | 'target'>,
  system: string,
): ProofStanding {
  if (target.kind !== 'kubeconfig') return 'not tried'
  const { uuid, image, proof } = inventory[system] ?? {}
  if (!proof) return 'missing'
  return proof.uuid === uuid && proof.image === image ? 'recorded' : 'outdated'
}

/** Systems of sensitive tenants that no proof is recorded for, so that they are tainted; none on a twin and on kind. */
export function unprovenSystems(model: PodModel): System[] {
  return sensitivePools(model).flatMap(({ systems }) =>
    systems.filter(({ name }) => ['missing', 'outdated'].includes(proofStanding(model, name))),
  )
}
