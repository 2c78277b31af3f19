import { Pod, Tenant } from '#config'
import { type PodModel, podModel } from '#model'
import { loadedAnyPod } from './any-pod.ts'
import { stacksOf } from './gefion.ts'
import { valuesAt } from './loose-stack.ts'

/** States of systems as config writes them. */
export type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What a pod with sensitive tenants differs in. */
export interface LeftPodParts {
  /** Dedicated places of tenants; one without any is not there. @default no tenant */
  readonly owners?: Readonly<Record<string, readonly string[]>>
  /** @default sensitive */
  readonly sensitivity?: 'sensitive' | 'internal'
  /** @default none */
  readonly states?: States
  /** Hardware, by system. @default none */
  readonly inventory?: PodModel['inventory']
  /** @default twin */
  readonly target?: 'twin' | 'kubeconfig'
}

/** A pod of one scalable unit, whose tenants have their own systems, come and go. */
export function leftPod({
  owners = {},
  sensitivity = 'sensitive',
  states = {},
  inventory = {},
  target,
}: LeftPodParts): PodModel {
  const systems = { generation: 'dgx-h100', scalableUnits: 1 }
  const tenants = Object.entries(owners)
    .filter(([, dedicated]) => dedicated.length > 0)
    .map(([name, dedicated]) =>
      Tenant.parse({
        name,
        title: name,
        gpus: { guaranteed: 8, burst: 8 },
        namespaces: { train: {} },
        sensitivity,
        placement: { dedicated },
      }),
    )
  const pod = Pod.parse({ name: 'tiny', systems: { ...systems, state: states } })
  return podModel({ ...loadedAnyPod(systems, target ? { target } : {}), pod, tenants, inventory })
}

/** Nodes and taints of the rules that Node Feature Discovery gets, by their names. */
export function nodeFeatureRulesOf(model: PodModel): Record<string, unknown> {
  const platform = stacksOf(model).get(`tiny-${model.target.name}-platform`)
  const { objects } = valuesAt(platform?.json ?? {}, 'helm_release.node-features') as { objects: object }
  const rules = (Object.values(objects) as readonly NodeFeatureRule[]).map(({ metadata, spec }) => {
    const [rule] = spec.rules
    const nodes = rule?.matchFeatures[0]?.matchExpressions.nodename.value
    return [metadata.name, { nodes, ...(rule?.taints ? { taints: rule.taints } : {}) }]
  })
  return Object.fromEntries(rules)
}

interface NodeFeatureRule {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly rules: readonly {
      readonly taints?: readonly object[]
      readonly matchFeatures: readonly {
        readonly matchExpressions: { readonly nodename: { readonly value: readonly string[] } }
      }[]
    }[]
  }
}
