import type { Finding } from '#core'
import type { StorageClassModel } from '../../storage.ts'
import { excluded, purposesOf } from './exclusion.ts'

/** What VAST's chart fails on. */
export function vastFindings(classes: readonly StorageClassModel[]): Finding[] {
  return purposesOf('vast', classes).flatMap(({ purpose, settings: { vipPool, vipPoolFqdn } }) =>
    excluded(purpose, [
      vipPool !== undefined &&
        vipPoolFqdn !== undefined && {
          code: 'storage/vip-forms',
          field: 'vipPoolFqdn',
          message: `${purpose} has vipPool ${vipPool} and vipPoolFqdn ${vipPoolFqdn}, but the chart takes one of them (VAST-CSI)`,
          remedy: 'remove vipPool or vipPoolFqdn',
        },
      vipPool === undefined &&
        vipPoolFqdn === undefined && {
          code: 'storage/vip-missing',
          field: 'backend',
          message: `${purpose} has neither vipPool nor vipPoolFqdn, but the chart needs one of them (VAST-CSI)`,
          remedy: 'add vipPool with the name of a pool, or vipPoolFqdn with its domain name',
        },
    ]),
  )
}
