export { type Chart, draDriverChart, gpuOperatorChart, kueueChart, networkOperatorChart } from './chart.ts'
export type { ChartImage, ChartSite } from './chart-site.ts'
export type { CloudFabric, CloudName, CloudShape } from './cloud/cloud-shape.ts'
export { cloudShapes, cloudTitles, shapesOf, unconfirmedTypes } from './cloud/cloud-shapes.ts'
export { eksQuotas } from './cloud/eks-quotas.ts'
export { type GkeMachine, gkeMachines } from './cloud/gke-shapes.ts'
export type { ComputeFabric, OpenTiers, RailGroupTiers, RuleTiers } from './compute-fabric.ts'
export {
  type ChangeAction,
  type Consequence,
  type ConsequenceRule,
  classOfRule,
  consequenceOf,
  consequenceRules,
  consequencesOf,
  gravestOf,
  type JudgedChange,
} from './consequence.ts'
export { type ConsequenceClass, consequenceClasses, gravest } from './consequence-class.ts'
export type { accessControls } from './control/access-controls.ts'
export { type Control, type ControlArea, controlAreas } from './control/control.ts'
export { type ControlId, controlArea, controlIds, controls } from './control/controls.ts'
export type { dataControls } from './control/data-controls.ts'
export type { hostControls } from './control/host-controls.ts'
export {
  type HardeningSection,
  hardeningSections,
  type IsoControl,
  isoControls,
  normSources,
} from './control/norm.ts'
export type { shareControls } from './control/share-controls.ts'
export type { workControls } from './control/work-controls.ts'
export { type DcgmCounter, dcgmCounters, dcgmCountersCsv } from './dcgm-counter.ts'
export { type ForceNewRow, forceNewRow, forceNewRows, isForceNew } from './force-new/force-new.ts'
export { generations } from './generation.ts'
export { draDriverVersion, gpuClusterNeeds, operatorDrivers, validatedContainerd } from './gpu-operator-version.ts'
export { chartSite, chartSites, publicHosts } from './known-chart.ts'
export { leastManagementNodes, managementCpus, managementMemoryGiB, podsPerNode } from './management.ts'
export type { MigModel } from './mig-model.ts'
export {
  firmwareResetSystems,
  networkOperatorImages,
  networkOperatorSystems,
  railPriority,
  railVendor,
} from './network-operator.ts'
export { defaultObservabilityVersion, fatalXids, hotGpuCelsius, prometheusChart } from './observability.ts'
export { amountOf } from './quantity.ts'
export { type PowerSupplies, type RackEquipment, rackEquipment } from './rack-equipment.ts'
export { forceNewFields } from './replacement.ts'
export { fakeGpuOperatorChart, fakeGpuOperatorVersion, kwokImage } from './simulation.ts'
export type { Fact, Grade, MaybeFact, Source, Unknown } from './source.ts'
export type {
  AccessMode,
  StorageBackend,
  StorageDriver,
  StorageLimit,
  StorageNamespace,
} from './storage/storage-backend.ts'
export { type StorageBackendName, storageBackend, storageBackends } from './storage/storage-backends.ts'
export type { StorageGuidance, StorageLevel, StorageSpeed } from './storage-guidance.ts'
export type {
  PublishedBill,
  PublishedCables,
  PublishedSwitches,
  SupportFabric,
  SupportFabrics,
} from './support-fabric.ts'
export { type SwitchModel, switchModels } from './switch-model.ts'
export type { GpuModel, RackModel, Rail, SystemModel } from './system-model.ts'
export {
  proofWords,
  type TargetCapability,
  type TargetCell,
  type TargetKindFacts,
  type TargetProof,
  targetCapabilities,
} from './target/target-kind.ts'
export { isOfThisComputer, type TargetKindName, targetKinds } from './target/targets.ts'
export { ufmPrerequisites } from './ufm.ts'
export { gpuOperatorMajors, type UpgradeFact, upgradeFacts } from './upgrade-fact.ts'
export {
  type BadCombination,
  badCombinations,
  type MatrixRow,
  oldestVersions,
  type VersionedPart,
  type VersionRanges,
  versionMatrix,
} from './version-matrix.ts'
export { defaultVersions, type VersionRow } from './version-row.ts'
export {
  defaultBatchVersions,
  jobSetChart,
  jobSetOfTrainer,
  pytorchRuntimeName,
  trainerChart,
} from './workload-controllers.ts'
export { podNetworkDevice } from './workload-network.ts'
