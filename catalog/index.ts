export { type Chart, gpuOperatorChart, kueueChart, networkOperatorChart } from './chart.ts'
export {
  type ChangeAction,
  type Consequence,
  type ConsequenceRule,
  consequenceOf,
  consequenceRules,
  type JudgedChange,
} from './consequence.ts'
export { generations } from './generation.ts'
export { managementCpus, managementMemoryGiB, managementNodes, podsPerNode } from './management.ts'
export type { Fact, Grade, Source } from './source.ts'
export type { ComputeFabric, GpuModel, Rail, SystemModel } from './system-model.ts'
export { defaultVersions, type VersionRow } from './version-row.ts'
