import type { Inventory, NamedTarget, Pod } from '#config'
import { type ConfigChange, configChanges, printedChange } from '../config-change.ts'
import type { Draft, Models, PodRule } from '../draft.ts'
import { inventoryDraft } from './inventory.ts'
import { operatorRules } from './operators.ts'
import { platformRules } from './platform.ts'
import { surroundingRules } from './surroundings.ts'
import { systemRules } from './systems.ts'
import { targetRules } from './target.ts'
import { workRules } from './work.ts'

const podRules: readonly PodRule[] = [
  ...systemRules,
  ...platformRules,
  ...operatorRules,
  ...workRules,
  ...surroundingRules,
]

/** What a pod's own files say. */
export interface PodSide {
  readonly pod: Pod
  readonly target: NamedTarget
  readonly inventory: Inventory
}

/** Changes that follow from one another, as one: another backend brings other settings, an operator its discovery. */
function asOne(changes: readonly ConfigChange[], before: Pod, after: Pod): ConfigChange[] {
  const other = changes.flatMap(({ path }) => /^storage\.([^.]+)\.backend$/.exec(path)?.[1] ?? [])
  const owner = changes.some(({ path }) => path === 'platform.gpuOperator.owner')
  return [
    ...other.map((purpose) => ({
      path: `storage.${purpose}`,
      before: before.storage[purpose],
      after: after.storage[purpose],
    })),
    ...changes.filter(({ path }) => {
      if (owner && path === 'platform.nodeFeatureDiscovery.owner') return false
      return !other.some((purpose) => path.startsWith(`storage.${purpose}.`))
    }),
  ]
}

/** What a change of `superpod.yaml` and of the target's file means. */
export function podDrafts(before: PodSide, after: PodSide, models: Models): Draft[] {
  const { override: _were, ...target } = before.target
  const { override: _are, ...targetAfter } = after.target
  return [
    ...asOne(configChanges(before.pod, after.pod), before.pod, after.pod).flatMap((change) =>
      drafts(podRules, change, models, ''),
    ),
    ...configChanges(before.inventory, after.inventory).map((change) => inventoryDraft(change, models)),
    ...configChanges(target, targetAfter).flatMap((change) =>
      drafts(targetRules, change, models, `targets.${after.target.name}.`),
    ),
  ]
}

function drafts(rules: readonly PodRule[], change: ConfigChange, models: Models, prefix: string): Draft[] {
  const rule = rules.find(({ at }) => at.test(change.path))
  const path = `${prefix}${change.path}`
  if (rule) return rule.drafts(change, models).map((draft) => ({ part: rule.part, path, ...draft }))
  const part = change.path.split('.').slice(0, 2).join('.')
  return [
    {
      topic: 'pod/other',
      part,
      path,
      what: `${change.path} ${printedChange(change)}`,
      why: 'what it comes to is what its objects come to',
      class: 'in place',
      reaches: [],
    },
  ]
}
