import {
  type AlertReceiver,
  monitoringNamespace,
  ObjectsRelease,
  PrometheusRelease,
  platformDashboards,
  platformRules,
  type RemoteStore,
  serviceMonitors,
  systemNamespace,
} from '#constructs'
import { gpuParts, type PodModel } from '#model'
import { type ITerraformDependable, primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

type Observability = PodModel['platform']['observability']

/**
 * Metrics, rules and alerts: Prometheus where superpod installs it, and our objects for whichever there is.
 * @returns what whoever makes objects of the Prometheus operator's kinds depends on; empty where somebody else brings them
 */
export function addObservability(parts: PlatformParts): ITerraformDependable[] {
  const { observability } = parts.model.platform
  const installed = observability.owner === 'superpod' ? [primary(addPrometheus(parts, observability))] : []
  if (observability.rules) addObjects(parts, observability, installed)
  return installed
}

// whole GPUs need no rule
function sharedGpus({ pools }: PodModel) {
  return pools.flatMap(({ name, devices }) =>
    Object.entries(gpuParts(devices))
      .filter(([, gpus]) => gpus < 1)
      .map(([resource, gpus]) => ({ pool: name, resource, gpus })),
  )
}

function addPrometheus({ stack, model, placement, namespace }: PlatformParts, wanted: Observability) {
  const { version, retentionDays, storage, remoteWrite, receivers, grafana, controlPlane } = wanted
  const { enabled, adminSecret } = grafana
  return new PrometheusRelease(stack, 'kube-prometheus-stack', {
    version,
    // node-exporter sees its whole node
    namespace: namespace(monitoringNamespace, 'privileged'),
    placement,
    pod: model.name,
    retentionDays,
    ...(storage ? { storage: storageOf(storage) } : {}),
    remoteStores: Object.fromEntries(Object.entries(remoteWrite).map(([name, store]) => [name, storeOf(store)])),
    receivers: receivers satisfies Readonly<Record<string, AlertReceiver>>,
    ...(enabled ? { grafana: adminSecret === undefined ? {} : { adminSecret } } : {}),
    controlPlane,
  })
}

function storageOf({ sizeGiB, class: storageClass }: NonNullable<Observability['storage']>) {
  return { sizeGiB, ...(storageClass === undefined ? {} : { class: storageClass }) }
}

function storeOf({ url, secret, auth, ...keys }: Observability['remoteWrite'][string]): RemoteStore {
  if (secret === undefined) return { url }
  const { userKey, passwordKey, tokenKey } = keys
  if (auth === 'bearer') return { url, auth: { kind: 'bearer', secret, tokenKey } }
  return { url, auth: { kind: 'basic', secret, userKey, passwordKey } }
}

function addObjects(
  { stack, model, home }: PlatformParts,
  { owner, selectorLabels: labels, runbooks, grafana }: Observability,
  dependsOn: readonly ITerraformDependable[],
): void {
  // what is external may be anywhere: our own namespace is always there
  const namespace = owner === 'superpod' ? monitoringNamespace : systemNamespace
  const objects = [
    ...platformRules({
      namespace,
      gpusPerSystem: model.generation.gpu.count,
      sharedGpus: sharedGpus(model),
      runbooks,
      labels,
    }),
    ...serviceMonitors({ namespace, kueueNamespace: 'kueue-system', gpuNamespace: 'gpu-operator', labels }),
  ]
  new ObjectsRelease(stack, 'observability', { name: 'observability', namespace: home, objects, dependsOn })
  if (!grafana.enabled) return
  const pages = platformDashboards({ namespace })
  new ObjectsRelease(stack, 'dashboards', { name: 'dashboards', namespace: home, objects: pages, dependsOn })
}
