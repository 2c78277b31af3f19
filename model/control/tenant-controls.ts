import { type ControlId, controlIds } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { TenantModel } from '../tenant.ts'
import { accessStandings } from './access.ts'
import { dataStandings } from './data.ts'
import { hostStandings } from './host.ts'
import { shareStandings } from './share.ts'
import type { ControlJudge, ControlStanding } from './standing.ts'
import { workStandings } from './work.ts'

const judges: Readonly<Record<ControlId, ControlJudge>> = {
  ...accessStandings,
  ...workStandings,
  ...shareStandings,
  ...dataStandings,
  ...hostStandings,
}

/** A control as it stands for one tenant by config. */
export interface TenantControl extends ControlStanding {
  readonly id: ControlId
}

/** Every control of a tenant, as it stands by config: none is left out. */
export function tenantControls(model: PodModel, tenant: TenantModel): TenantControl[] {
  return controlIds.map((id) => ({ id, ...judges[id](tenant, model) }))
}
