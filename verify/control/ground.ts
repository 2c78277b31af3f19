import type { Cluster } from '#kube'
import type { PodModel, TenantModel } from '#model'

/** What tries of one tenant stand on. */
export interface Ground {
  readonly cluster: Cluster
  readonly model: PodModel
  readonly tenant: TenantModel
  /** This moment, in UTC: `2027-01-31T16:00:00Z`. */
  readonly now: string
}
