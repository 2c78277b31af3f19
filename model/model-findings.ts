import type { Finding } from '#core'
import { capacityFindings } from './findings/capacity.ts'
import { floorFindings } from './findings/floor.ts'
import { nameFindings } from './findings/names.ts'
import { networkFindings } from './findings/networks.ts'
import { placementFindings } from './findings/placement.ts'
import { platformFindings } from './findings/platform.ts'
import { tenantFindings } from './findings/tenant.ts'
import type { PodModel } from './pod-model.ts'

/**
 * Everything in a model that does not fit together, all of it at once.
 * @param at - the day to judge expiry by, `2027-06-30`
 * @returns findings without places: their paths say which field of which file
 */
export function modelFindings(model: PodModel, { at }: { readonly at: string }): Finding[] {
  return [
    ...nameFindings(model),
    ...floorFindings(model),
    ...networkFindings(model),
    ...platformFindings(model),
    ...placementFindings(model),
    ...capacityFindings(model),
    ...tenantFindings(model, at),
  ]
}
