export { type AuditPolicy, auditPolicy } from './audit-policy.ts'
export { type AuthenticationConfiguration, authenticationConfiguration } from './authentication.ts'
export {
  type CapacityReport,
  capacityReport,
  systemsAt,
  type TenantCapacity,
  unknownPlaces,
} from './capacity-report.ts'
export { aksAddresses, gpuNetworkRanges } from './cloud/cloud-range.ts'
export { cloudShape } from './cloud/cloud-type.ts'
export { cloudClusterName } from './cloud/cluster-name.ts'
export { eksZoneRanges } from './cloud/eks-zone.ts'
export { groupNodeLabels } from './cloud/node-labels.ts'
export { type SystemGroup, systemGroups } from './cloud/system-group.ts'
export { hasComputeDomains } from './compute-domains.ts'
export type { ComputeFabricCounts } from './compute-fabric.ts'
export type { ControlStanding } from './control/standing.ts'
export { type TenantControl, tenantControls } from './control/tenant-controls.ts'
export { allowedRegistries } from './control/work.ts'
export { daysAfter } from './day.ts'
export { type DriverGroup, driverGroups, driverLabel } from './gpu-driver.ts'
export { devicePluginConfig, type GpuDevices, gpuParts, gpuResource, type PoolSharing } from './gpu-sharing.ts'
export type { PoolLedger } from './ledger.ts'
export { modelFindings } from './model-findings.ts'
export {
  gpuLabels,
  type ManagementNode,
  managementLabel,
  placeLabels,
  placeTaints,
  poolLabels,
  rackLabels,
  systemDevices,
  systemLabel,
} from './node.ts'
export { isLeft, isOfNoPool, type Outage, outageLabels, outageStates, outageTaint } from './outage.ts'
export type { Address } from './physical/address.ts'
export { type AddressNetwork, addressNetworks } from './physical/address-network.ts'
export { addressPlan } from './physical/address-plan.ts'
export { printedRange } from './physical/address-range.ts'
export type { Cable, CableEnd, FabricName, LengthClass } from './physical/cable.ts'
export { cableBill } from './physical/cable-bill.ts'
export type { CableBillLine } from './physical/cable-bill-line.ts'
export { type CablingPlan, cabling, type OpenCables } from './physical/cabling.ts'
export { elevations } from './physical/elevations.ts'
export { type FeedRedundancy, type PowerPlan, powerPlan, type RowPower } from './physical/power-plan.ts'
export type { RackElevation, RackItem, RackItemKind } from './physical/rack-elevation.ts'
export { type ComputeSwitch, computeSwitches } from './physical/switch.ts'
export type { PlatformNamespace } from './platform-namespace.ts'
export { type PodModel, podModel } from './pod-model.ts'
export { type PodRail, type PodRails, railResources } from './pod-rails.ts'
export { type Pool, sharedPool, systemTaints } from './pool.ts'
export type { PodPower } from './power.ts'
export { proofStanding, sensitivePools, unprovenSystems } from './proof.ts'
export { type PortRange, printedPorts } from './reach/port-range.ts'
export { type ReachReport, type ReachVerdict, reachFindings, reachReport } from './reach/reach.ts'
export { isReal } from './real-target.ts'
export { sensitiveSystems } from './sensitive-systems.ts'
export { allocatable, type Share } from './share.ts'
export { type KindWorker, kindSimulatedNodes, kindWorkers } from './simulation/kind-workers.ts'
export { notReadyAnnotation } from './simulation/node-stages.ts'
export { kueueController, runSecondsAnnotation } from './simulation/pod-stages.ts'
export { kubeletLabels, type SimulatedNode, simulatedNodes } from './simulation/simulated-node.ts'
export { simulationStages } from './simulation/stages.ts'
export { stackName } from './stack-name.ts'
export type { StorageClassModel, StorageDriverModel } from './storage.ts'
export type { DisplacedPlace, Rack, System } from './system.ts'
export { managementTaint, type Taint, unprovenTaint } from './taint.ts'
export type { TenantModel } from './tenant.ts'
export { proposalFindings, type TenantProposal, type TenantRequest, tenantProposal } from './tenant-proposal.ts'
export { printedPartitionKey, railNetworkName, railQuota, type TenantRdma } from './tenant-rails.ts'
export { type ReleasablePlace, type TenantRelease, tenantRelease } from './tenant-release.ts'
export { type PodValues, podValues } from './values.ts'
export { isInRange, isOlder, versionIn } from './version-range.ts'
export { type PodVersions, podVersions, type VersionStanding, versionStanding } from './version-standing.ts'
export { loweredParts, type UpgradeStep, upgradeSteps } from './version-upgrade.ts'
export { printedPart, printedRanges } from './version-words.ts'
export { jobFindings } from './workload/job-findings.ts'
export { type JobPlacement, type JobPlan, jobPlan } from './workload/job-plan.ts'
export { type JobKind, type JobPurpose, type JobRequest, jobKinds, jobPurposes } from './workload/job-request.ts'
