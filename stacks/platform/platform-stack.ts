import { Construct } from 'constructs'
import { ObjectsRelease, SystemNamespace, systemNamespace, TenantRoles } from '#constructs'
import { isReal, type PodModel, stackName } from '#model'
import { type ITerraformDependable, SuperpodStack } from '#terraform'
import { stackPlace } from '../address.ts'
import { addBatch } from './batch.ts'
import { addGpuOperator } from './gpu-operator.ts'
import { addNetworkOperator } from './network-operator.ts'
import { nodeFeatureRules } from './node-feature-rules.ts'
import { addObservability } from './observability.ts'
import { type PlatformParts, platformParts } from './platform-parts.ts'
import { addPolicies } from './policies.ts'
import { addPrefetch } from './prefetch.ts'
import { addQueues } from './queues.ts'
import { addSensitiveSystems } from './sensitive-systems.ts'
import { addSimulation } from './simulation.ts'
import { addStorage } from './storage.ts'

/** All that tenants share: controllers, the queues' shared objects, policies and roles. */
export class PlatformStack extends SuperpodStack {
  constructor(scope: Construct, model: PodModel) {
    const name = stackName(model, 'platform')
    super(scope, name, stackPlace(model, name))
    // a scope whose id is in no address: a namespace may have the name of what runs in it
    const namespaces = new Construct(this, 'Default')
    const home = new SystemNamespace(namespaces, systemNamespace, { name: systemNamespace })
    const parts = platformParts(this, namespaces, model, home.namespace)
    new TenantRoles(this, 'tenant')
    addPolicies(parts)
    addQueues(parts)
    addSensitiveSystems(parts)
    addPrefetch(parts)
    addStorage(parts)
    if (model.target.kind === 'kind') addSimulation(parts)
    if (isReal(model.target)) {
      addObservability(parts)
      const discovery = addGpuOperator(parts)
      addNetworkOperator(parts, discovery)
      addNodeFeatures(parts, discovery)
      addBatch(parts)
    }
  }
}

// whoever brings the discovery: without our rules no system has its place, its pool or its taint
function addNodeFeatures({ stack, model, home }: PlatformParts, discovery: readonly ITerraformDependable[]): void {
  new ObjectsRelease(stack, 'node-features', {
    name: 'node-features',
    namespace: home,
    objects: nodeFeatureRules(model),
    dependsOn: discovery,
  })
}
