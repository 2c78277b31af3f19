import { type ConfigChange, printedChange, printedConfig } from '../config-change.ts'
import { everyTenant, type Models, type PodDraft, type PodRule } from '../draft.ts'

/** Rules for storage, networks, people, and what is watched. */
export const surroundingRules: readonly PodRule[] = [
  {
    at: /^identity\b/,
    part: 'identity',
    drafts: (change, models) => [
      {
        topic: 'identity/setting',
        what: `${change.path} ${printedChange(change)}`,
        why: change.path.endsWith('groupPrefix')
          ? 'every group is another to the API server: who has access now loses it, whoever is in groups of the new names gets it'
          : 'whose tokens are believed, and by which name, is another',
        class: 'secret or identity',
        reaches: everyTenant(models),
        knows: true,
        explains: [{ kinds: ['RoleBinding', 'ClusterRoleBinding'] }],
      },
    ],
  },
  { at: /^storage\b/, part: 'storage', drafts: storage },
  {
    at: /^networks\.(pods|services|ipv6\.pods|ipv6\.services)$/,
    part: 'networks',
    drafts: (change, models) => [
      {
        topic: 'networks/cluster',
        what: `addresses of ${change.path.replace('networks.', '')} ${printedChange(change)}`,
        why: 'a cluster cannot change these ranges: it is made anew with them',
        class: 'replaces the cluster',
        reaches: everyTenant(models),
        back: { kind: 'steps', how: 'a revert suffices until a cluster was made with the new range' },
      },
    ],
  },
  {
    at: /^networks\b/,
    part: 'networks',
    drafts: (change) => [
      {
        topic: 'networks/range',
        what: `${change.path} ${printedChange(change)}`,
        why: 'addresses follow from it: cables and plans in any case, rails of pods where they are given out of it',
        class: 'in place',
        reaches: [],
        explains: [{ kinds: ['IPPool', 'CIDRPool'] }],
      },
    ],
  },
  {
    at: /^platform\.(images|proxy)\b/,
    part: 'site',
    drafts: (change, models) => {
      const secret = /secret|registryca/i.test(change.path)
      if (change.path.startsWith('platform.images.prefetch')) return [prefetched(change)]
      return [
        {
          topic: 'site/setting',
          what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
          why: secret
            ? 'images are taken with another Secret, or from whom another authority vouches for'
            : 'controllers restart with it; pods of tenants take it when they start',
          class: secret ? 'secret or identity' : 'rolling',
          reaches: secret ? everyTenant(models) : [],
          explains: [{ kinds: ['HelmRelease', 'ConfigMap', 'ServiceAccount', 'DaemonSet'] }],
        },
      ]
    },
  },
  { at: /^platform\.observability\.(remoteWrite|receivers)\b/, part: 'observability', drafts: leaving },
  { at: /^platform\.observability\.(retentionDays|storage(\.class)?)$/, part: 'observability', drafts: kept },
  {
    at: /^platform\.observability\b/,
    part: 'observability',
    drafts: (change) => [
      {
        topic: 'observability/setting',
        what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
        why: 'what is watched, and for how long it is kept; no work of a tenant is touched',
        class: /secret/i.test(change.path) ? 'secret or identity' : 'in place',
        reaches: [],
        explains: watching,
      },
    ],
  },
  {
    at: /^(title|site\b.*)$/,
    part: 'pod',
    drafts: (change) => [
      {
        topic: 'pod/words',
        what: `${change.path} ${printedChange(change)}`,
        why: 'it is for people, and changes what nobody runs',
        class: 'nothing',
        reaches: [],
        explains: [{ kinds: ['ConfigMap', 'PrometheusRule'] }],
      },
    ],
  },
  {
    at: /^allow\b/,
    part: 'findings',
    drafts: (change) => [
      {
        topic: 'pod/allow',
        what: `${change.path} ${printedChange(change)}`,
        why:
          change.after === undefined
            ? 'a finding that was insisted on stops a change again'
            : `a finding stops no change any more, for this reason: ${printedConfig(change.after)}`,
        class: change.after === undefined ? 'nothing' : 'access widened',
        reaches: [],
      },
    ],
  },
]

const watching = [
  {
    kinds: ['HelmRelease', 'Namespace'],
    named: (name: string, room: string) => /prometheus|monitoring/.test(`${name} ${room}`),
  },
  { kinds: ['PrometheusRule', 'ServiceMonitor', 'PodMonitor', 'ConfigMap', 'AlertmanagerConfig'] },
]

function prefetched(change: ConfigChange): PodDraft {
  return {
    topic: 'site/prefetch',
    what: `${change.path.replace('platform.', '')} ${printedChange(change)}`,
    why: 'a DaemonSet draws it onto the systems of its pool with the least that a container can be; no work waits for it',
    class: 'in place',
    reaches: [],
    explains: [{ kinds: ['DaemonSet', 'HelmRelease'], named: (name) => name.startsWith('prefetch') }],
  }
}

function kept(change: ConfigChange): PodDraft[] {
  const { path, before, after } = change
  const days = path.endsWith('retentionDays')
  const lost = days ? Number(after) < Number(before) : before !== undefined
  return [
    {
      topic: lost ? 'observability/samples-lost' : 'observability/setting',
      what: `${path.replace('platform.', '')} ${printedChange(change)}`,
      why: lost
        ? `samples ${days ? `that are older than ${after} days` : 'that are on the volume of Prometheus'} are gone once it is applied: what was used, and by whom, cannot be counted for that time any more`
        : 'what is watched, and for how long it is kept; no work of a tenant is touched',
      class: lost ? 'removes a shared object' : 'in place',
      reaches: [],
      ...(lost ? { restarts: [], back: samplesAreLost } : {}),
      explains: watching,
    },
  ]
}

const samplesAreLost = {
  kind: 'impossible',
  how: 'a revert keeps what is measured from then on; what was deleted is in the stores of remoteWrite or nowhere',
} as const

function leaving(change: ConfigChange): PodDraft[] {
  const { after } = change
  const url = typeof after === 'object' && after !== null && 'url' in after ? String(after.url) : printedConfig(after)
  const gone = after === undefined
  return [
    {
      topic: 'observability/leaving',
      what: `${change.path.replace('platform.observability.', '')} ${gone ? `${printedConfig(change.before)} → nothing` : url}`,
      why: gone
        ? 'it gets nothing any more'
        : 'names of namespaces and pods, and what they use, are sent there, those of sensitive tenants among them',
      class: gone ? 'rolling' : 'access widened',
      reaches: [],
      explains: watching,
    },
  ]
}

function storage(change: ConfigChange, models: Models): PodDraft[] {
  const [, purpose = '', ...field] = change.path.split('.')
  const users = [...models.before.tenants, ...models.after.tenants]
    .filter((tenant) => Number(tenant.storage[purpose] ?? 0) > 0)
    .map(({ name }) => name)
  const whole = field.length === 0
  const secret = !whole && /secret/i.test(change.path)
  const recorded = /^(read|write)GBps$/.test(field.join('.'))
  const renamed = field.join('.') === 'class'
  const before = whole ? backendOf(change.before) : (change.before ?? usualOf(field, purpose, models))
  return [
    {
      topic: 'storage/setting',
      what: `storage ${purpose}: ${[...field, ''].join('.').replace(/\.$/, ' ')}${printedConfig(before)} → ${printedConfig(whole ? backendOf(change.after) : change.after)}`,
      why: recorded
        ? 'it is judged against the guidance, and no class carries it'
        : renamed
          ? `quota holds by the name of the class: what claims ${printedConfig(before)} anew is refused, and what is claimed there stays`
          : secret
            ? 'the driver logs in with another Secret'
            : 'a class is made, or made anew with what cannot be changed in it; volumes that are there keep what they have, and nothing copies them',
      class: recorded ? 'nothing' : renamed ? 'restarts jobs' : secret ? 'secret or identity' : 'in place',
      reaches: recorded ? [] : [...new Set(users)].sort(),
      back: { kind: 'steps', how: 'revert and apply: volumes made in between stay where they were made' },
      explains: [
        { kinds: ['StorageClass', 'PersistentVolume', 'VolumeSnapshotClass'], named: (name) => name.includes(purpose) },
        {
          kinds: ['HelmRelease', 'Namespace', 'DaemonSet', 'Secret'],
          named: (name, room) => /csi|lustre|provisioner/.test(`${name} ${room}`),
        },
        { kinds: ['ResourceQuota'], fields: /^spec\.hard\b/ },
      ],
    },
  ]
}

function backendOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'backend' in value ? value.backend : value
}

// a default that follows from the purpose is in the model, and not in the file
function usualOf(field: readonly string[], purpose: string, { before }: Models): unknown {
  if (field.join('.') !== 'reclaimPolicy') return undefined
  return before.storage.classes.find((each) => each.purpose === purpose)?.reclaimPolicy
}
