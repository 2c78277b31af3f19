import { upgradeFacts, type VersionedPart } from '#catalog'
import { counted } from '#core'
import { isOlder } from '#model'
import { printedChange, printedConfig } from '../config-change.ts'
import { type Explanation, everyTenant, type Models, type PodDraft, type PodRule, type WayBack } from '../draft.ts'

/** Parts of the platform by their key in config: how people call them, and what their objects are. */
const parts: Readonly<
  Record<string, { readonly title: string; readonly charts: readonly string[]; readonly takes?: string }>
> = {
  kubernetes: { title: 'Kubernetes', charts: [] },
  kueue: { title: 'Kueue', charts: ['kueue'], takes: 'every queue and all work in them' },
  gpuOperator: { title: 'gpu-operator', charts: ['gpu-operator'] },
  networkOperator: { title: 'network-operator', charts: ['network-operator'] },
  jobSet: { title: 'JobSet', charts: ['jobset'], takes: 'whoever looks after JobSets' },
  trainer: { title: 'Kubeflow Trainer', charts: ['kubeflow-trainer'], takes: 'every TrainJob and its runtimes' },
  observability: { title: 'kube-prometheus-stack', charts: ['kube-prometheus-stack'] },
}

/** Rules for versions and owners of what runs beside the tenants. */
export const platformRules: readonly PodRule[] = [
  {
    at: /^platform\.\w+\.owner$/,
    part: 'platform',
    drafts: (change, models) => {
      const key = change.path.split('.')[1] ?? ''
      const title = parts[key]?.title ?? key
      const leaves = change.before === 'superpod'
      return [
        {
          topic: 'platform/owner',
          part: title,
          what: `${title} is owned by ${printedConfig(change.after)}, where it was ${printedConfig(change.before)}`,
          why: leaves
            ? `owner external takes its release out of the stack: Terraform uninstalls it from ${counted(models.after.systems.length, 'system')}, and what its chart has made goes with it: ${parts[key]?.takes ?? 'its kinds, and every object of theirs'}`
            : 'superpod installs it: where somebody else has installed one already there are two, and neither is sound',
          class: leaves ? 'in place' : 'rolling',
          reaches: everyTenant(models),
          back: leaves
            ? {
                kind: 'steps',
                how: 'before it is applied: take the release out of the state (terraform state rm), not out of the cluster',
              }
            : { kind: 'revert', how: 'a revert suffices' },
          explains: [
            {
              kinds: [],
              named: (name, room) =>
                parts[key]?.charts.some((chart) => name.includes(chart) || room.includes(chart)) ?? false,
            },
          ],
        },
      ]
    },
  },
  {
    at: /^platform\.kubernetes$/,
    part: 'Kubernetes',
    drafts: (change, models) => [versionDraft('kubernetes', change, models)],
  },
  {
    at: /^platform\.(kueue|gpuOperator|networkOperator|jobSet|trainer|observability)\.version$/,
    part: 'platform',
    drafts: (change, models) => [versionDraft(change.path.split('.')[1] ?? '', change, models)],
  },
]

function versionDraft(key: string, change: Parameters<PodRule['drafts']>[0], models: Models): PodDraft {
  const { title = key, charts = [] } = parts[key] ?? {}
  const older = isOlder(String(change.after), String(change.before))
  const facts = isVersioned(key) ? upgradeFacts[key] : undefined
  const each = counted(models.after.systems.length, 'system')
  const onSystems = key === 'gpuOperator' || key === 'networkOperator'
  const written = key === 'kubernetes'
  return {
    topic: 'platform/version',
    part: title,
    what: `${title} ${printedChange(change)}${older ? ', which is older' : ''}`,
    why: [
      ...(older && key === 'kueue'
        ? ['kinds that the older chart lacks are deleted, and every queue and object of them']
        : []),
      ...(written
        ? ['superpod upgrades no cluster, it is told which version is there; whoever owns the cluster does']
        : []),
      ...(key === 'kueue' ? ['admitted work keeps running, new work waits'] : []),
      ...(facts ? [`drains ${facts.drains}`, facts.notices] : ['its controllers restart one after another']),
      ...(onSystems ? [`it runs on ${each}`] : []),
    ].join('; '),
    // superpod upgrades no cluster: it is told which version is there
    class: written ? 'nothing' : 'rolling',
    reaches: written || key === 'observability' ? [] : everyTenant(models),
    ...(facts && !written ? { back: wayBack(facts.noWayBack) } : {}),
    explains: charts.length > 0 ? ofCharts(charts) : [{ kinds: [] }],
  }
}

function wayBack(how: string): WayBack {
  return { kind: 'steps', how }
}

function isVersioned(key: string): key is VersionedPart {
  return Object.hasOwn(upgradeFacts, key)
}

/** Releases of some charts, and the objects of ours that follow their version. */
export function ofCharts(charts: readonly string[]): Explanation[] {
  const kinds = charts.includes('network-operator') ? ['NicClusterPolicy'] : []
  return [
    { kinds: ['HelmRelease'], named: (name) => charts.some((chart) => name.includes(chart)) },
    ...(kinds.length > 0 ? [{ kinds }] : []),
  ]
}
