export { type BreakGlassProps, breakGlassBindingOf } from './break-glass-binding.ts'
export { breakGlassGuard } from './break-glass-guard.ts'
export { type ClusterQueueProps, type CohortProps, clusterQueue, cohort } from './cluster-queue.ts'
export { ComputeDomainsRelease, type ComputeDomainsReleaseProps } from './compute-domains-release.ts'
export { wholeGpuDeviceClass } from './device-class.ts'
export type { DeviceReplicas } from './device-plugin-config.ts'
export { expiryGuard } from './expiry-guard.ts'
export { FakeGpuOperatorRelease, fakeGpuPool } from './fake-gpu-operator-release.ts'
export { type GpuIsolation, GpuOperatorRelease, type GpuOperatorReleaseProps } from './gpu-operator-release.ts'
export { type GpuQueueGuardProps, gpuQueueGuard } from './gpu-queue-guard.ts'
export { type ImagePrefetchProps, imagePrefetch } from './image-prefetch.ts'
export { ipcLockGuard } from './ipc-lock-guard.ts'
export { KueueRelease, type KueueReleaseProps } from './kueue-release.ts'
export { kwokNode, kwokObjects } from './kwok-objects.ts'
export { systemNamespace } from './labels.ts'
export { namespaceGuard } from './namespace-guard.ts'
export { NetworkOperatorRelease, type NetworkOperatorReleaseProps } from './network-operator-release.ts'
export { type NicClusterPolicyProps, nicClusterPolicy, type UfmAccess } from './nic-cluster-policy.ts'
export { type NodeFeatureRuleProps, nodeFeatureRule } from './node-feature-rule.ts'
export { type DriverRolloutProps, type NvidiaDriverProps, nvidiaDriver } from './nvidia-driver.ts'
export { objectsChart, objectsChartVersion } from './objects-chart.ts'
export { ObjectsRelease, type ObjectsReleaseProps } from './objects-release.ts'
export type { AlertReceiver } from './observability/alertmanager.ts'
export { monitoringNamespace } from './observability/monitoring-namespace.ts'
export { dashboards, platformDashboards } from './observability/platform-dashboards.ts'
export { type PlatformRulesProps, platformRules } from './observability/platform-rules.ts'
export { PrometheusRelease, type PrometheusReleaseProps } from './observability/prometheus-release.ts'
export type { RemoteStore } from './observability/remote-store.ts'
export { type ServiceMonitorsProps, serviceMonitors } from './observability/service-monitors.ts'
export { ownNetworksGuard } from './own-networks-guard.ts'
export { type NodeTaint, type Placement, type Toleration, tolerationsOf } from './placement.ts'
export type { PodSecurity } from './pod-security.ts'
export type { PolicyMode } from './policy/admission-policy.ts'
export { type EndedWorkProps, endedWork } from './policy/ended-work.ts'
export type { TenantTerms } from './policy/tenant-terms.ts'
export { tokenSecrets } from './policy/token-secrets.ts'
export { type WorkPoliciesProps, type WorkPolicy, workPolicies } from './policy/work-policies.ts'
export {
  type ResourceFlavorProps,
  resourceFlavor,
  topology,
  workloadPriorityClass,
} from './queue-objects.ts'
export type { Amounts } from './queue-quota.ts'
export {
  type NodeExpression,
  type RailAddressesProps,
  type RailPolicyProps,
  type RailRolloutProps,
  railAddresses,
  railPolicy,
  railRollout,
} from './rail-objects.ts'
export { sensitiveSystemsRecord } from './sensitive-systems-record.ts'
export { type Site, type SiteProxy, siteContext } from './site.ts'
export type { ClassSpec } from './storage/storage-backend.ts'
export { StorageClass, type StorageClassProps } from './storage/storage-class.ts'
export { StorageDriverRelease, type StorageDriverReleaseProps } from './storage/storage-driver-release.ts'
export { storageMaker } from './storage/storage-makers.ts'
export { SystemNamespace, type SystemNamespaceProps } from './system-namespace.ts'
export { TenantAccess, type TenantAccessProps } from './tenant-access.ts'
export { TenantExpiry, type TenantExpiryProps } from './tenant-expiry.ts'
export { TenantNamespace, type TenantNamespaceProps, type TenantQuota } from './tenant-namespace.ts'
export { type EgressDestination, TenantNetwork, type TenantNetworkProps } from './tenant-network.ts'
export { TenantQueues, type TenantQueuesProps } from './tenant-queues.ts'
export { type RailNetworkProps, railNetwork, TenantRails, type TenantRailsProps } from './tenant-rails.ts'
export { clusterRoleOf, type TenantClusterRole, type TenantRole, tenantRoleRules } from './tenant-role.ts'
export { TenantRoles } from './tenant-roles.ts'
export { TenantSite, type TenantSiteProps } from './tenant-site.ts'

// jobs of several parts

export { JobSetRelease, type JobSetReleaseProps } from './job-set-release.ts'
export { pytorchRuntime } from './pytorch-runtime.ts'
export { TrainerRelease, type TrainerReleaseProps } from './trainer-release.ts'
