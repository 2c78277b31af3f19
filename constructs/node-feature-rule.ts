import type { KubeObject } from '#core'
import type { NodeTaint } from './placement.ts'

export interface NodeFeatureRuleProps {
  /** Name of the object: `rack-su1-r1`, `pool-shared`. */
  readonly name: string
  /** Nodes, by the names that they register with. */
  readonly nodes: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  /** @default none */
  readonly taints?: readonly NodeTaint[]
}

/**
 * A NodeFeatureRule: labels and taints of nodes, by their names. Nodes get them when they register, so one that is
 * absent or made anew needs no apply. Taints need `master.enableTaints` of Node Feature Discovery.
 * @see https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide.html
 */
export function nodeFeatureRule({ name, nodes, labels, taints = [] }: NodeFeatureRuleProps): KubeObject {
  const byName = { feature: 'system.name', matchExpressions: { nodename: { op: 'In', value: nodes } } }
  return {
    apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
    kind: 'NodeFeatureRule',
    metadata: { name: `superpod-${name}` },
    spec: {
      rules: [{ name, labels, ...(taints.length > 0 ? { taints } : {}), matchFeatures: [byName] }],
    },
  }
}
