import { Construct } from 'constructs'
import {
  GpuOperatorRelease,
  gpuQueueGuard,
  KueueRelease,
  NetworkOperatorRelease,
  namespaceGuard,
  ObjectsRelease,
  type Placement,
  type PodSecurity,
  SystemNamespace,
  systemNamespace,
  TenantRoles,
  tolerationsOf,
} from '#constructs'
import {
  allocatable,
  managementLabel,
  managementTaint,
  type PlatformNamespace,
  type PodModel,
  stackName,
  systemTaints,
} from '#model'
import { primary, SuperpodStack } from '#terraform'
import { stackPlace } from './address.ts'
import { nodeFeatureRules } from './node-feature-rules.ts'
import { sharedQueueObjects } from './shared-queue-objects.ts'

/** Controllers run on management nodes, and nowhere else; kind has none. */
function controllerPlacement({ target }: PodModel): Placement {
  if (target.kind === 'kind') return { nodeSelector: {}, tolerations: [] }
  return { nodeSelector: managementLabel, tolerations: tolerationsOf([managementTaint]) }
}

/** All that tenants share: controllers, the queues' shared objects, policies and roles. */
export class PlatformStack extends SuperpodStack {
  // a scope whose id is in no address: a namespace may have the name of what runs in it
  readonly #namespaces = new Construct(this, 'Default')

  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'platform')
    super(scope, name, stackPlace(model, name))
    const home = new SystemNamespace(this.#namespaces, systemNamespace, { name: systemNamespace })
    new TenantRoles(this, 'tenant')
    new ObjectsRelease(this, 'policies', {
      name: 'policies',
      namespace: home.namespace,
      objects: [...namespaceGuard(), ...gpuQueueGuard()],
    })
    this.#addQueues(model, home)
    if (model.target.kind === 'kubeconfig') this.#addHardware(model, home)
  }

  #addQueues(model: PodModel, home: SystemNamespace): void {
    const { kueue } = model.platform
    const release =
      kueue.owner === 'superpod'
        ? new KueueRelease(this, 'kueue', {
            version: kueue.version,
            namespace: this.#namespace('kueue-system', 'restricted'),
            placement: controllerPlacement(model),
            replicas: model.target.kind === 'twin' ? 1 : 2,
            excludedResources: unknownResources(model),
          })
        : undefined
    new ObjectsRelease(this, 'queues', {
      name: 'queues',
      namespace: home.namespace,
      objects: sharedQueueObjects(model),
      dependsOn: release ? [primary(release)] : [],
    })
  }

  #addHardware(model: PodModel, home: SystemNamespace): void {
    const { gpuOperator, networkOperator, nodeFeatureDiscovery } = model.platform
    const placement = controllerPlacement(model)
    const gpuRelease =
      gpuOperator.owner === 'superpod'
        ? new GpuOperatorRelease(this, 'gpu-operator', {
            version: gpuOperator.version,
            namespace: this.#namespace('gpu-operator', 'privileged'),
            placement,
            nodeFeatureDiscovery: nodeFeatureDiscovery.owner === 'superpod',
            systemTaints: systemTaints(model),
          })
        : undefined
    // it brings Node Feature Discovery, whose kinds the next two make objects of
    const dependsOn = gpuRelease ? [primary(gpuRelease)] : []
    if (networkOperator.owner === 'superpod') {
      const namespace = this.#namespace('nvidia-network-operator', 'privileged')
      const { version } = networkOperator
      new NetworkOperatorRelease(this, 'network-operator', { version, namespace, placement, dependsOn })
    }
    // whoever brings the discovery: without our rules no system has its place, its pool or its taint
    new ObjectsRelease(this, 'node-features', {
      name: 'node-features',
      namespace: home.namespace,
      objects: nodeFeatureRules(model),
      dependsOn,
    })
  }

  #namespace(name: PlatformNamespace, podSecurity: PodSecurity): string {
    return new SystemNamespace(this.#namespaces, name, { name, podSecurity }).namespace
  }
}

// a queue without quota on a resource would hold back whatever asks for it
function unknownResources({ generation }: PodModel): string[] {
  const { cpus, memoryGiB } = allocatable(generation)
  return [...(cpus === undefined ? ['cpu'] : []), ...(memoryGiB === undefined ? ['memory'] : [])]
}
