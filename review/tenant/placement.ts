import { counted, wordList } from '#core'
import { type PodModel, sharedPool, type TenantModel } from '#model'
import { printedChange, printedConfig, without, words } from '../config-change.ts'
import type { Explanation, TenantDraft, TenantModels, TenantRule } from '../draft.ts'
import { expiryOf } from './expiry.ts'
import { quotaOf } from './gpus.ts'

/** Rules for where the work of a tenant runs, and how far it is kept apart. */
export const placementRules: readonly TenantRule[] = [
  {
    at: /^placement\.dedicated$/,
    drafts: ({ before, after }, models) => {
      const [were, are] = [words(before), words(after)]
      const [came, went] = [without(are, were), without(were, are)]
      const moved = movedSystems(models)
      if (moved.length === 0) return [sameSystems(were, are)]
      const others = neighbours(models)
      return [
        {
          topic: 'tenant/placement',
          what: printedMove(were, are, models),
          why: whyMoved(models, came, went),
          class: 'drains nodes',
          reaches: [models.is.name, ...others],
          restarts: [models.is.name, ...others],
          drains: { systems: moved.length, pace: 'by hand: their taint is NoSchedule and evicts nobody' },
          back: {
            kind: 'steps',
            how: 'revert, drain the systems that moved, and wipe local disks that held data of a sensitive tenant',
          },
          explains: [...placeOf(models.is.name), ...quotaOf(models.is.name)],
        },
      ]
    },
  },
  {
    at: /^sensitivity$/,
    drafts: (change, { was, is }) => [
      {
        topic: 'tenant/sensitivity',
        what: `sensitivity ${printedChange(change)}`,
        why:
          was.sensitivity === 'sensitive'
            ? 'images need no digest, work no whole systems, quota may be lent: what kept it apart is less'
            : whyApart(is),
        class: sensitivityClass(was, is),
        // roles of its expiry and of its people come with it, and allow less than those before
        knows: is.sensitivity === 'sensitive',
        explains: [
          ...(is.sensitivity === 'sensitive' ? [{ kinds: ['NodeFeatureRule'], named: isUnproven }] : []),
          ...quotaOf(is.name),
          ...expiryOf(is.name),
          { kinds: ['RoleBinding'], tenant: is.name },
          { kinds: ['ClusterQueue'], tenant: is.name, fields: /^spec\.(cohortName|preemption|fairSharing)\b/ },
        ],
      },
    ],
  },
  {
    at: /^rdma\b/,
    drafts: (change, { is }) => [
      {
        topic: 'tenant/rdma',
        what: `${change.path} ${printedChange(change)}`,
        why:
          change.after === undefined
            ? 'pods that name its rails cannot start any more'
            : change.before === undefined
              ? `its pods may ask for rails${is.rdma?.memlock === 'ipc-lock' ? ', and lock memory by IPC_LOCK, which Pod Security privileged alone admits' : ''}`
              : 'networks that running work holds are made anew: what restarts gets the new ones',
        class: change.before === undefined ? 'in place' : 'restarts jobs',
        explains: [
          { kinds: ['SriovIBNetwork', 'NetworkAttachmentDefinition', 'SriovNetwork'], tenant: is.name },
          { kinds: ['ResourceQuota', 'Namespace'], tenant: is.name },
        ],
      },
    ],
  },
]

function sensitivityClass(was: TenantModel, is: TenantModel): TenantDraft['class'] {
  if (was.sensitivity === 'sensitive' || is.sensitivity === 'open') return 'access widened'
  return is.sensitivity === 'sensitive' ? 'restarts jobs' : 'in place'
}

function isUnproven(name: string): boolean {
  return name === 'superpod-state-unproven'
}

/** Where the places of a tenant stand in the stacks. */
function placeOf(tenant: string): Explanation[] {
  return [
    { kinds: ['NodeFeatureRule'] },
    { kinds: ['ResourceFlavor'], named: (name) => name.startsWith(`${tenant}-`) },
    { kinds: ['ClusterQueue'], tenant, fields: /^spec\.(cohortName|preemption|fairSharing|resourceGroups)\b/ },
    { kinds: ['DaemonSet', 'HelmRelease'] },
  ]
}

function sameSystems(were: readonly string[], are: readonly string[]): TenantDraft {
  return {
    topic: 'tenant/placement',
    what: `dedicated systems ${printedConfig(were)} → ${printedConfig(are)}`,
    why: 'the same systems by other names',
    class: 'nothing',
  }
}

function printedMove(were: readonly string[], are: readonly string[], models: TenantModels): string {
  const [old, now] = [models.before, models.after].map((model) => systemsOf(model, models.is.name))
  const [come, go] = [without(now ?? [], old ?? []), without(old ?? [], now ?? [])].map(({ length }) => length)
  if (were.length === 0) {
    return `moved to dedicated systems ${wordList(are, 'and')}: ${counted(come ?? 0, 'system')} leave the shared pool`
  }
  if (are.length === 0) {
    return `moved to the shared pool: ${wordList(were, 'and')} is dedicated no more (${counted(go ?? 0, 'system')})`
  }
  const parts = [...(come ? [`${counted(come, 'system')} come`] : []), ...(go ? [`${counted(go, 'system')} go`] : [])]
  return `dedicated systems ${printedConfig(were)} → ${printedConfig(are)} (${parts.join(', ')})`
}

function systemsOf({ pools }: PodModel, pool: string): string[] {
  return pools.find(({ name }) => name === pool)?.systems.map(({ name }) => name) ?? []
}

function whyMoved({ was, is }: TenantModels, came: readonly string[], went: readonly string[]): string {
  const parts = [
    ...(came.length > 0
      ? [`work of others that runs on ${wordList(came, 'and')} stays there until it ends or is drained`]
      : []),
    ...(went.length > 0
      ? [
          `work of ${is.name} that runs on ${wordList(went, 'and')} stays there beside that of others`,
          ...(was.sensitivity === 'sensitive' ? ['local disks there hold its data and have to be wiped'] : []),
        ]
      : []),
  ]
  return parts.join('; ')
}

function whyApart({ sensitivity }: TenantModel): string {
  return sensitivity === 'sensitive'
    ? 'its images need digests, its work whole systems, and its quota leaves the cohort: what restarts must obey'
    : 'what it is judged by is another; nothing that runs ends'
}

function movedSystems({ before, after }: TenantModels): string[] {
  const pools = poolOfSystems(before)
  return [...poolOfSystems(after)].filter(([system, pool]) => pools.get(system) !== pool).map(([system]) => system)
}

function poolOfSystems({ pools }: PodModel): Map<string, string> {
  return new Map(pools.flatMap(({ name, systems }) => systems.map((system) => [system.name, name])))
}

// whoever shares the pool may have work on what leaves it
function neighbours({ before, is }: TenantModels): string[] {
  return before.tenants.filter(({ name, pool }) => name !== is.name && pool === sharedPool).map(({ name }) => name)
}
