/** A taint as the API has it. */
export interface NodeTaint {
  readonly key: string
  readonly value: string
  readonly effect: 'NoSchedule'
}

/** A toleration of exactly one taint. */
export interface Toleration {
  readonly key: string
  readonly operator: 'Equal'
  readonly value: string
  readonly effect: 'NoSchedule'
}

/** Nodes that controllers run on: found by label, their taints tolerated. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>
  readonly tolerations: readonly Toleration[]
}

/** What tolerates each of these taints, and no other. */
export function tolerationsOf(taints: readonly NodeTaint[]): Toleration[] {
  return taints.map(({ key, value, effect }) => ({ key, operator: 'Equal', value, effect }))
}

/** Labels that a controller must find on its node, as the affinity that charts without a node selector take. */
export function requiredAffinity(nodeSelector: Readonly<Record<string, string>>) {
  const matchExpressions = Object.entries(nodeSelector).map(([key, value]) => ({
    key,
    operator: 'In',
    values: [value],
  }))
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
    },
  }
}
