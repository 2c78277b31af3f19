import type { FieldChange } from '#core'
import { isLowered } from './quantity.ts'
import { isOlder } from './version-order.ts'

/** What may happen to a thing on the way from one state to another. */
export type ChangeAction = 'create' | 'update' | 'replace' | 'delete'

/**
 * What a change does to what people have there. Destructive: data or running work is lost. Disruptive: work is drained,
 * restarted or pushed out, or a system reboots.
 */
export type Consequence = 'none' | 'disruptive' | 'destructive'

/** One row of the table: which change has which consequence, and why. */
export interface ConsequenceRule {
  /** Kinds that it holds for: Kubernetes kinds, `HelmRelease`, and those of the layers below (`Cluster`, `NodePool`). */
  readonly kinds: readonly string[]
  readonly actions: readonly ChangeAction[]
  /** Fields that it holds for, as dotted paths without list items; one that lies deeper counts. @default any field */
  readonly fields?: readonly string[]
  /** Which change of the field counts; `taken` is of what was there before, `downgraded` of a version. @default any change */
  readonly when?: 'lowered' | 'set' | 'taken' | 'downgraded'
  /** Charts that it holds for; only for `HelmRelease`. @default any chart but those known to carry no CRD */
  readonly charts?: readonly string[]
  readonly consequence: Exclude<Consequence, 'none'>
  /** A clause that ends a sentence: `deleting it ...`. */
  readonly why: string
}

/** Charts that carry no CustomResourceDefinition: to remove their release takes nothing else along. */
const chartsWithoutCrds = [
  'objects',
  'aws-fsx-csi-driver',
  'csi-driver-nfs',
  'csi-wekafsplugin',
  'exa-csi',
  'local-path-provisioner',
  'topograph',
  'vastcsi',
]

/** Limits of a queue that hold for nothing where they are not written. */
const unlimitedWhenAbsent = ['borrowingLimit', 'lendingLimit']

/** Values of the GPU operator's chart whose change restarts drivers, or what gives GPUs to pods. */
const gpuOperatorValues = [
  'driver',
  'mig',
  'migManager',
  'toolkit',
  'cdi',
  'devicePlugin',
  'clusterPolicy',
  'gpuCluster',
]

/** Labels of systems that the GPU operator acts on at once: how GPUs are cut and shared, and which driver they have. */
const gpuLabels = ['nvidia.com/mig.config', 'nvidia.com/device-plugin.config', 'superpod/driver'].map(
  (label) => `spec.rules.labels.${label}`,
)

const gone: readonly ChangeAction[] = ['delete', 'replace']

/** The one table of consequences: the guard refuses by it, and a review judges by it. */
export const consequenceRules: readonly ConsequenceRule[] = [
  destroys(['Namespace'], 'takes every object in it along, claims and their data too'),
  destroys(['PersistentVolume', 'PersistentVolumeClaim'], 'may take the data on it along'),
  destroys(['StorageClass'], 'leaves claims that name it without a class'),
  destroys(['CustomResourceDefinition'], 'takes every object of its kind along'),
  destroys(['ClusterQueue', 'LocalQueue'], 'takes the queue and whatever waits in it along'),
  destroys(['ResourceFlavor', 'Topology'], 'leaves queues that name it unable to admit work'),
  destroys(['NicClusterPolicy', 'IPPool'], 'takes the rails of every system away'),
  destroys(['Cluster', 'NodePool', 'FileSystem', 'Key'], 'cannot be undone'),
  { kinds: ['HelmRelease'], actions: gone, consequence: 'destructive', why: 'may take its custom resources along' },
  // a newer version restarts controllers only: what runs goes on
  downgrades(['kueue', 'kubeflow-trainer'], 'deletes the kinds that the older chart lacks, and every object of theirs'),
  // the chart makes the classes, and Helm cannot change one: it would fail in the middle
  { ...ofVast(['update']), fields: ['values.storageClasses'], when: 'taken' },
  ofVast(gone),
  disrupts(['SriovNetworkNodePolicy', 'SriovNetworkPoolConfig'], [], 'drains systems and may reboot them', ['delete']),
  disrupts(['SriovIBNetwork', 'NetworkAttachmentDefinition'], ['spec'], 'keeps work that names it from starting', [
    'delete',
  ]),
  disrupts(['ClusterPolicy'], ['spec.driver', 'spec.mig', 'spec.migManager'], 'restarts what uses the GPUs'),
  disrupts(['NVIDIADriver'], [], 'reloads the driver of every system that it selects', ['delete']),
  disrupts(['NicClusterPolicy'], ['spec.ofedDriver'], 'reloads the network driver of every system'),
  disrupts(['IPPool'], ['spec.subnet', 'spec.perNodeBlockSize'], 'gives out addresses anew that running work holds'),
  disrupts(['NodeFeatureRule'], ['spec.rules.taints'], 'changes which work may run on a system', ['delete']),
  disrupts(['NodeFeatureRule'], gpuLabels, 'has the GPU operator restart what uses the GPUs of its systems'),
  { ...disrupts(['NodeFeatureRule'], ['spec.rules.matchFeatures'], 'moves systems to others'), when: 'taken' },
  disrupts(['Node', 'NodeTaint'], ['spec.taints', 'taint'], 'changes which work may run on a system'),
  disrupts(['ResourceFlavor'], ['spec.nodeTaints', 'spec.nodeLabels'], 'changes which systems its queues may use'),
  { ...destroys(['WorkloadPriorityClass'], 'leaves work that names it unable to start'), consequence: 'disruptive' },
  disrupts(['ClusterQueue'], ['spec.cohortName'], 'turns what is borrowed from the cohort into too much'),
  { ...disrupts(['ClusterQueue', 'LocalQueue'], ['spec.stopPolicy'], 'holds the queue'), when: 'set' },
  disrupts(['ValidatingAdmissionPolicyBinding'], ['spec.validationActions'], 'changes which work is refused'),
  // not of a Cohort: whoever borrows from it can be reclaimed from as it is, and Kueue evicts nobody for a lower number
  lowers(['ClusterQueue'], 'spec.resourceGroups', 'takes GPUs away that running work may hold'),
  lowers(['ResourceQuota'], 'spec.hard', 'keeps work that restarts from coming back'),
  upgrades('gpu-operator', ['version', ...gpuOperatorValues.map((key) => `values.${key}`)]),
  upgrades('dra-driver-nvidia-gpu', ['version', 'values']),
  upgrades('network-operator', ['version', 'values.sriovNetworkOperator', 'values.sriov-network-operator']),
]

function ofVast(actions: readonly ChangeAction[]): ConsequenceRule {
  const why = 'takes storage classes away, or changes what cannot be changed'
  return { kinds: ['HelmRelease'], charts: ['vastcsi'], actions, consequence: 'destructive', why }
}

function destroys(kinds: readonly string[], why: string): ConsequenceRule {
  return { kinds, actions: gone, consequence: 'destructive', why }
}

function disrupts(
  kinds: readonly string[],
  fields: readonly string[],
  why: string,
  also: readonly ChangeAction[] = [],
): ConsequenceRule {
  const rule = { kinds, actions: ['update', 'replace', ...also], consequence: 'disruptive', why } as const
  return fields.length > 0 ? { ...rule, fields } : rule
}

function lowers(kinds: readonly string[], field: string, why: string): ConsequenceRule {
  return { kinds, actions: ['update'], fields: [field], when: 'lowered', consequence: 'disruptive', why }
}

function downgrades(charts: readonly string[], why: string): ConsequenceRule {
  const fields = ['version']
  return {
    kinds: ['HelmRelease'],
    charts,
    actions: ['update'],
    fields,
    when: 'downgraded',
    consequence: 'destructive',
    why,
  }
}

function upgrades(chart: string, fields: readonly string[]): ConsequenceRule {
  const why = 'restarts what it runs on every system'
  return { kinds: ['HelmRelease'], charts: [chart], actions: ['update'], fields, consequence: 'disruptive', why }
}

/** A change, as far as its consequence depends on it. */
export interface JudgedChange {
  readonly kind: string
  readonly action: ChangeAction
  /** Name of the chart, where the kind is `HelmRelease`. */
  readonly chart?: string | undefined
  readonly fields: readonly FieldChange[]
}

/**
 * The row of the table that weighs most for a change.
 * @returns undefined when the change harms nothing
 */
export function consequenceOf(change: JudgedChange): ConsequenceRule | undefined {
  const rules = consequenceRules.filter((rule) => holds(rule, change))
  return rules.find(({ consequence }) => consequence === 'destructive') ?? rules[0]
}

function holds(rule: ConsequenceRule, { kind, action, chart, fields }: JudgedChange): boolean {
  if (!rule.kinds.includes(kind) || !rule.actions.includes(action)) return false
  if (kind === 'HelmRelease' && !holdsForChart(rule, chart)) return false
  if (action === 'delete' || !rule.fields) return true
  return fields.some((field) => rule.fields?.some((path) => isAt(field, path)) && counts(rule, field))
}

function holdsForChart({ charts }: ConsequenceRule, chart: string | undefined): boolean {
  if (charts) return chart !== undefined && charts.includes(chart)
  return chart === undefined || !chartsWithoutCrds.includes(chart)
}

function isAt({ path }: FieldChange, wanted: string): boolean {
  const plain = path.filter((part) => !part.startsWith('[')).join('.')
  return plain === wanted || plain.startsWith(`${wanted}.`) || wanted.startsWith(`${plain}.`)
}

function counts({ when }: ConsequenceRule, { path, before, after }: FieldChange): boolean {
  const unlimited = unlimitedWhenAbsent.includes(path.at(-1) ?? '') ? Number.POSITIVE_INFINITY : undefined
  if (when === 'downgraded') return isOlder(after, before)
  if (when === 'lowered') return isLowered(before ?? unlimited, after ?? unlimited)
  // what is only added takes nothing away
  if (when === 'taken') return before !== undefined && before !== null
  if (when === 'set') return after !== undefined && after !== null && after !== 'None'
  return true
}
