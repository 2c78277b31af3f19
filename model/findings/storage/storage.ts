import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import type { StorageClassModel } from '../../storage.ts'
import { classFindings } from './classes.ts'
import { driverFindings } from './drivers.ts'
import { exascalerFindings } from './exascaler.ts'
import { fsxLustreFindings } from './fsx-lustre.ts'
import { grantFindings } from './grants.ts'
import { sensitiveStorageFindings } from './sensitive.ts'
import { throughputFindings } from './throughput.ts'
import { vastFindings } from './vast.ts'
import { wekaFindings } from './weka.ts'

/** What each backend cannot do, by its maker: one that has such rules is one line here. */
const exclusions: readonly ((classes: readonly StorageClassModel[]) => Finding[])[] = [
  exascalerFindings,
  vastFindings,
  wekaFindings,
  fsxLustreFindings,
]

/** Everything about storage that does not fit together. */
export function storageFindings(model: PodModel): Finding[] {
  return [
    ...classFindings(model),
    ...exclusions.flatMap((findings) => findings(model.storage.classes)),
    ...driverFindings(model),
    ...grantFindings(model),
    ...sensitiveStorageFindings(model),
    ...throughputFindings(model),
  ]
}
