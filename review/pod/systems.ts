import { counted, printedCount, wordList } from '#core'
import { isLeft, type PodModel, sensitiveSystems } from '#model'
import { printedChange, printedConfig } from '../config-change.ts'
import { type Explanation, everyTenant, type Models, type PodRule } from '../draft.ts'
import { dataIsLost } from '../tenant/rooms.ts'

const nodeRules: Explanation = { kinds: ['NodeFeatureRule'] }
const shares: Explanation[] = [{ kinds: ['Cohort', 'PrometheusRule', 'ConfigMap'] }]

/** Rules for the systems of a pod: which there are, and which take work. */
export const systemRules: readonly PodRule[] = [
  {
    at: /^name$/,
    part: 'pod',
    drafts: (change, models) => [
      {
        topic: 'pod/renamed',
        what: `the pod's name ${printedChange(change)}`,
        why: "stacks, states, cohort and labels carry it: every stack of the old name goes, with every tenant's namespaces, and starts anew empty",
        class: 'replaces a namespace',
        reaches: everyTenant(models),
        back: dataIsLost,
        explains: [{ kinds: [] }],
      },
    ],
  },
  {
    at: /^systems\.generation$/,
    part: 'systems',
    drafts: (change, models) => [
      {
        topic: 'pod/identity',
        what: `${change.path} ${printedChange(change)}`,
        why: 'stacks, states, queues and labels carry it: what is there stays behind, and everything is made anew beside it',
        class: 'replaces the cluster',
        reaches: everyTenant(models),
        back: dataIsLost,
        explains: [{ kinds: [] }],
      },
    ],
  },
  {
    at: /^systems\.(scalableUnits|count)$/,
    part: 'systems',
    drafts: (change, models) => {
      const { gone, come } = systemsOf(models)
      const holders = tenantsOn(models.before, gone)
      return [
        {
          topic: gone.length > 0 ? 'systems/removed' : 'systems/added',
          what: `${change.path.replace('systems.', '')} ${printedChange(change)} (${models.before.systems.length} → ${models.after.systems.length} systems): ${[
            ...(come.length > 0
              ? [`${counted(come.length, 'system')} more, ${printedCount(gpusOf(models.after, come))} GPUs`]
              : []),
            ...(gone.length > 0
              ? [`${counted(gone.length, 'system')} less, ${printedCount(gpusOf(models.before, gone))} GPUs`]
              : []),
          ].join('; ')}`,
          why:
            gone.length > 0
              ? `${printedNames(gone)} lose their labels and taints: nothing new is placed there, what runs there has to move`
              : `new systems (${unitsOf(models.after, come)}) get labels and taints of their own; those that are there keep theirs`,
          class: gone.length > 0 ? 'drains nodes' : 'in place',
          reaches: holders,
          restarts: holders,
          ...(gone.length > 0 ? { drains: { systems: gone.length, pace: 'by whoever takes them out' } } : {}),
          explains: [nodeRules, ...shares, { kinds: ['HelmRelease', 'NVIDIADriver'] }],
        },
      ]
    },
  },
  {
    at: /^systems\.spares\b/,
    part: 'systems',
    drafts: (change, models) => [
      {
        topic: 'systems/spares',
        what: `spares of ${change.path.replace(/^systems\.spares\.?/, '') || 'pools'} ${printedChange(change)}`,
        why: `${printedCount(Math.abs(models.after.cohort.gpus - models.before.cohort.gpus))} GPUs ${models.after.cohort.gpus < models.before.cohort.gpus ? 'less' : 'more'} can be guaranteed or borrowed; Kueue evicts nobody for it`,
        class: 'in place',
        reaches: [],
        explains: shares,
      },
    ],
  },
  {
    at: /^systems\.state\b/,
    part: 'systems',
    drafts: (change, models) => [stateDraft(change, models)],
  },
  {
    at: /^racks\.systemsPerRack$/,
    part: 'racks',
    drafts: (change, models) => {
      const { gone, come } = systemsOf(models)
      return [
        {
          topic: 'racks/layout',
          what: `systems in a rack ${printedChange(change)}: ${counted(gone.length, 'system')} ${gone.length === 1 ? 'has' : 'have'} another name`,
          why: `a system is named by its rack: ${printedNames(gone)} are no more, ${printedNames(come)} are expected, and no node has that name`,
          class: gone.length > 0 ? 'replaces the cluster' : 'in place',
          reaches: gone.length > 0 ? everyTenant(models) : [],
          drains: { systems: gone.length, pace: 'all that are named anew' },
          back: { kind: 'revert', how: 'a revert suffices until a node was named anew' },
          explains: [nodeRules, ...shares],
        },
      ]
    },
  },
  {
    at: /^racks\b/,
    part: 'racks',
    drafts: (change) => [
      {
        topic: 'racks/plan',
        what: `${change.path} ${printedChange(change)}`,
        why: 'it is drawn, summed up and judged; no object of the cluster carries it',
        class: 'nothing',
        explains: shares,
      },
    ],
  },
]

function stateDraft(change: Parameters<PodRule['drafts']>[0], models: Models) {
  const states = (model: PodModel) =>
    new Map(model.systems.flatMap(({ name, outage }) => (outage ? [[name, outage.state]] : [])))
  const [were, are] = [states(models.before), states(models.after)]
  const out = [...are].filter(([name]) => !were.has(name)).map(([name]) => name)
  const back = [...were].filter(([name]) => !are.has(name)).map(([name]) => name)
  const outside = out.filter((name) => are.get(name) === 'outside')
  const unwiped = unreleased(models)
  const what = [
    ...(out.length > 0 ? [`${counted(out.length, 'system')} out of service (${printedNames(out)})`] : []),
    ...(back.length > 0 ? [`${counted(back.length, 'system')} back in service (${printedNames(back)})`] : []),
  ]
  const place = change.path.replace(/^systems\.state\.?/, '')
  const holders = tenantsOn(models.before, outside)
  return {
    topic: 'systems/state',
    what: `${what.join('; ') || 'states of systems'}: ${place} ${printedState(change.before)} → ${printedState(change.after)}`,
    why: whyOfState(outside, unwiped),
    class: unwiped.length > 0 ? ('access widened' as const) : ('in place' as const),
    reaches: unwiped.length > 0 ? [...new Set(unwiped.map(({ of }) => of))] : holders,
    restarts: holders,
    ...(outside.length > 0 ? { drains: { systems: outside.length, pace: 'by whoever gets them' } } : {}),
    explains: [nodeRules, ...(outside.length + back.length > 0 ? shares : [])],
  }
}

function whyOfState(outside: readonly string[], unwiped: readonly Unwiped[]): string {
  const [first] = unwiped
  if (first) {
    return `data of ${first.of} may be on ${printedNames(unwiped.map(({ name }) => name))}, and nobody stands for it that it was wiped: superpod tenant release writes that, and apply refuses it as it is`
  }
  return outside.length > 0
    ? 'they leave their pool and what can be guaranteed: what runs there is not evicted, and has to leave before somebody else has them'
    : 'a NoSchedule taint keeps new work away or lets it in; what runs goes on, and no quota changes'
}

interface Unwiped {
  readonly name: string
  /** Tenant whose data may be on it. */
  readonly of: string
}

/** Systems that leave a quarantine and do not go back to the tenant that left them, with no release. */
function unreleased({ before, after }: Models): Unwiped[] {
  const now = new Map(after.systems.map((system) => [system.name, system]))
  const record = sensitiveSystems(after)
  const own = new Map(after.pools.flatMap(({ name, systems }) => systems.map((system) => [system.name, name])))
  return before.systems.flatMap(({ name, outage }) => {
    const is = now.get(name)
    if (!isLeft(outage) || !is || isLeft(is.outage)) return []
    const isFree = record[`released.${name}`] !== undefined || own.get(name) === outage.of
    return isFree ? [] : [{ name, of: outage.of }]
  })
}

function printedState(value: unknown): string {
  if (value === undefined) return 'in service'
  if (typeof value === 'object' && value !== null && 'state' in value) return String(value.state)
  return printedConfig(value)
}

/** Systems that only one of two models has. */
function systemsOf({ before, after }: Models): { readonly gone: string[]; readonly come: string[] } {
  const [were, are] = [before, after].map(({ systems }) => systems.map(({ name }) => name))
  const [old, now] = [new Set(were), new Set(are)]
  return { gone: [...old].filter((name) => !now.has(name)), come: [...now].filter((name) => !old.has(name)) }
}

/** Units that some systems stand in. */
function unitsOf(model: PodModel, names: readonly string[]): string {
  const wanted = new Set(names)
  const units = model.systems.filter(({ name }) => wanted.has(name)).map(({ scalableUnit }) => scalableUnit)
  return wordList([...new Set(units)], 'and')
}

function gpusOf(model: PodModel, names: readonly string[]): number {
  return names.length * model.generation.gpu.count
}

/** Tenants whose pools have some of these systems. */
function tenantsOn({ pools, tenants }: PodModel, systems: readonly string[]): string[] {
  const held = new Set(systems)
  const names = pools.filter((pool) => pool.systems.some(({ name }) => held.has(name))).map(({ name }) => name)
  return tenants.filter(({ pool }) => names.includes(pool)).map(({ name }) => name)
}

/** Names as a sentence has them: the first four of many. */
function printedNames(names: readonly string[]): string {
  return names.length <= 5 ? wordList(names, 'and') : `${names.slice(0, 4).join(', ')} and ${names.length - 4} others`
}
