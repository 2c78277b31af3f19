import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'

/** How a control stands by config, before anything is tried. */
export interface ControlStanding {
  readonly standing: 'configured' | 'host-prerequisite' | 'does-not-hold' | 'does-not-apply'
  /** Why it does not hold or apply, or what the host must have. */
  readonly why?: string
}

/** What a control is to one tenant, by config alone. */
export type ControlJudge = (tenant: TenantModel, model: PodModel) => ControlStanding

/** It is in what is delivered. */
export const configured: ControlStanding = { standing: 'configured' }

/** Nobody delivers it: somebody sees to it on the host. */
export function hostPrerequisite(why: string): ControlStanding {
  return { standing: 'host-prerequisite', why }
}

/** Config leaves it out. */
export function doesNotHold(why: string): ControlStanding {
  return { standing: 'does-not-hold', why }
}

/** There is nothing that it could protect. */
export function doesNotApply(why: string): ControlStanding {
  return { standing: 'does-not-apply', why }
}

/** Whether superpod itself runs the API server, and so writes its files. */
export function ownsApiServer({ target }: PodModel): boolean {
  return target.kind === 'twin'
}
