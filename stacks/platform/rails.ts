import { type NodeExpression, railAddresses, railPolicy, railRollout } from '#constructs'
import type { KubeObject } from '#core'
import { type PodRails, systemLabel } from '#model'

const systems: NodeExpression = { key: systemLabel, operator: 'Exists' }

/** Addresses of the pods in each rail, for systems wherever they come from: one more changes nothing. */
export function railAddressObjects({ namespace, rails }: PodRails): KubeObject[] {
  return rails.flatMap(({ name, pool }) => (pool ? railAddresses({ name, namespace, ...pool, nodes: [systems] }) : []))
}

/** Virtual functions of each rail, and how many systems are drained for them at once: the canary racks apart. */
export function railPolicyObjects(pod: PodRails): KubeObject[] {
  const { namespace, rails, virtualFunctions, mtu, canary, held, maxUnavailable } = pod
  const racks = (operator: 'In' | 'NotIn'): NodeExpression => ({ key: systemLabel, operator, values: canary })
  return [
    railRollout({ name: 'canary', namespace, nodes: [racks('In')], maxUnavailable }),
    railRollout({
      name: 'others',
      namespace,
      nodes: [systems, racks('NotIn')],
      maxUnavailable: held ? 0 : maxUnavailable,
    }),
    ...rails.map(({ name, netdev, resource }) =>
      railPolicy({ name, namespace, netdev, resource, virtualFunctions, mtu }),
    ),
  ]
}
