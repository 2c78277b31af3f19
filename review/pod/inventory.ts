import { proofStanding, sensitivePools } from '#model'
import { type ConfigChange, printedChange } from '../config-change.ts'
import type { Draft, Models } from '../draft.ts'

/** What a change of `inventory.yaml` means: it is book-keeping, but for proofs of isolation. */
export function inventoryDraft(change: ConfigChange, models: Models): Draft {
  const said = {
    part: 'inventory',
    path: `inventory.${change.path}`,
    what: `inventory: ${change.path} ${printedChange(change)}`,
  }
  const [system = ''] = change.path.split('.')
  const tenant = sensitivePools(models.after).find(({ systems }) => systems.some(({ name }) => name === system))?.tenant
  const [was, is] = [models.before, models.after].map((model) => proofStanding(model, system))
  if (tenant === undefined || (was === 'recorded') === (is === 'recorded')) {
    const why = 'it is for address plans and replacements; no object of the cluster carries it'
    return { ...said, topic: 'inventory/recorded', why, class: 'nothing', reaches: [] }
  }
  const explains = [{ kinds: ['NodeFeatureRule'], named: (name: string) => name === 'superpod-state-unproven' }]
  if (is === 'recorded') {
    const why = `its taint goes: work of ${tenant} may start on it`
    return { ...said, topic: 'inventory/proven', why, class: 'in place', reaches: [tenant], explains }
  }
  const outdated = is === 'outdated' ? 'the proof is of another system or image than stands there' : 'it has no proof'
  return {
    ...said,
    topic: 'inventory/unproven',
    why: `${outdated}, so that it is tainted: what runs there goes on, what restarts of ${tenant} does not come back to it`,
    class: 'restarts jobs',
    reaches: [tenant],
    explains,
  }
}
