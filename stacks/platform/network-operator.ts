import { NetworkOperatorRelease } from '#constructs'
import type { ITerraformDependable } from '#terraform'
import type { PlatformParts } from './platform-parts.ts'

/** The network operator, where superpod installs it. @param discovery - what brings Node Feature Discovery */
export function addNetworkOperator(
  { stack, model, placement, namespace }: PlatformParts,
  discovery: readonly ITerraformDependable[],
): void {
  const { networkOperator } = model.platform
  if (networkOperator.owner !== 'superpod') return
  new NetworkOperatorRelease(stack, 'network-operator', {
    version: networkOperator.version,
    namespace: namespace('nvidia-network-operator', 'privileged'),
    placement,
    dependsOn: discovery,
  })
}
