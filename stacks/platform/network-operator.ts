import { firmwareResetSystems } from '#catalog'
import { NetworkOperatorRelease, nicClusterPolicy, ObjectsRelease } from '#constructs'
import { systemLabel, systemTaints } from '#model'
import { type ITerraformDependable, primary } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'
import { railAddressObjects, railPolicyObjects } from './rails.ts'

/** The network operator, where superpod installs it. @param discovery - what brings Node Feature Discovery */
export function addNetworkOperator(parts: PlatformParts, discovery: readonly ITerraformDependable[]): void {
  const { stack, model, placement, namespace } = parts
  const { networkOperator } = model.platform
  if (networkOperator.owner !== 'superpod') return
  const release = new NetworkOperatorRelease(stack, 'network-operator', {
    version: networkOperator.version,
    namespace: namespace(networkOperator.namespace, 'privileged'),
    placement,
    firmwareReset: firmwareResetSystems.value.includes(model.generation.generation),
    dependsOn: discovery,
  })
  addRails(parts, primary(release))
}

/**
 * Rails, one release behind the other: the policy of all adapters, from which the kind of the pools comes; the pools; then
 * what drains systems. Destroyed the other way round, so that nothing is left to clean up by what is gone.
 */
function addRails({ stack, model, home, placement }: PlatformParts, operator: ITerraformDependable): void {
  const { rails } = model
  if (!rails) return
  const policy = new ObjectsRelease(stack, 'nic-cluster-policy', {
    name: 'nic-cluster-policy',
    namespace: home,
    objects: [
      nicClusterPolicy({
        version: model.platform.networkOperator.version,
        placement,
        systemLabel,
        systemTaints: systemTaints(model),
        ...(model.platform.networkOperator.ufm ? { ufm: model.platform.networkOperator.ufm } : {}),
      }),
    ],
    dependsOn: [operator],
  })
  const addresses = new ObjectsRelease(stack, 'rail-addresses', {
    name: 'rail-addresses',
    namespace: home,
    objects: railAddressObjects(rails),
    dependsOn: [primary(policy)],
  })
  new ObjectsRelease(stack, 'rails', {
    name: 'rails',
    namespace: home,
    objects: railPolicyObjects(rails),
    dependsOn: [primary(addresses)],
  })
}
