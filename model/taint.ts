/** A taint as the API has it. */
export interface Taint {
  readonly key: string
  readonly value: string
  readonly effect: 'NoSchedule'
}

/** Keeps work that asks for no GPU away from the systems. */
export const gpuTaint: Taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }

/** Keeps tenants away from the management nodes. */
export const managementTaint: Taint = { key: 'superpod/role', value: 'management', effect: 'NoSchedule' }

/** Keeps everybody but its tenant away from a dedicated pool. */
export function poolTaint(pool: string): Taint {
  return { key: 'superpod/pool', value: pool, effect: 'NoSchedule' }
}

/** Keeps a sensitive tenant's work away from a system on which nobody has proved that a pod sees its own GPUs only. */
export const unprovenTaint: Taint = { key: 'superpod/unproven', value: 'true', effect: 'NoSchedule' }
