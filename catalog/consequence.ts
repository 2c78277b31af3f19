import type { FieldChange } from '#core'
import { accessRules } from './access-consequence.ts'
import { type ConsequenceClass, gravest, usualClasses } from './consequence-class.ts'
import { counts } from './counted-field.ts'
import { isAtPath } from './field-path.ts'

/** What may happen to a thing on the way from one state to another. */
export type ChangeAction = 'create' | 'update' | 'replace' | 'delete'

/**
 * What a change does to what people have there. Destructive: data or running work is lost. Decision: nothing breaks, but
 * somebody may do more than before, or is believed by another name. Disruptive: work is drained, restarted or pushed out,
 * or a system reboots. None: controllers restart, and nobody notices.
 */
export type Consequence = 'none' | 'disruptive' | 'decision' | 'destructive'

/** One row of the table: which change has which consequence, and why. */
export interface ConsequenceRule {
  /** Kinds that it holds for: Kubernetes kinds, `HelmRelease`, and those of the layers below (`Cluster`, `NodePool`). */
  readonly kinds: readonly string[]
  readonly actions: readonly ChangeAction[]
  /** Fields that it holds for, as dotted paths without list items; one that lies deeper counts. @default any field */
  readonly fields?: readonly string[]
  /**
   * Which change of the field counts; `taken` is of what was there before, `given` of what is there after, `downgraded` of
   * a version, `loosened` of a Pod Security Standard or of what is denied, `promoted` of a role. @default any
   */
  readonly when?: 'any' | 'lowered' | 'set' | 'taken' | 'given' | 'downgraded' | 'loosened' | 'promoted'
  /** Names of objects that it does not hold for. @default it holds for all */
  readonly notNamed?: RegExp
  /** Charts that it holds for; only for `HelmRelease`. @default any chart but those known to carry no CRD */
  readonly charts?: readonly string[]
  readonly consequence: Consequence
  /** The same in the words of a review. @default by the consequence */
  readonly class?: ConsequenceClass
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
  {
    ...destroys(['Namespace'], 'takes every object in it along, claims and their data too'),
    class: 'replaces a namespace',
  },
  {
    ...destroys(['PersistentVolume', 'PersistentVolumeClaim'], 'may take the data on it along'),
    class: 'replaces a namespace',
  },
  destroys(['StorageClass'], 'leaves claims that name it without a class'),
  destroys(['CustomResourceDefinition'], 'takes every object of its kind along'),
  destroys(['ClusterQueue', 'LocalQueue'], 'takes the queue and whatever waits in it along'),
  destroys(['ResourceFlavor', 'Topology'], 'leaves queues that name it unable to admit work'),
  destroys(['NicClusterPolicy', 'IPPool'], 'takes the rails of every system away'),
  { ...destroys(['Cluster'], 'cannot be undone'), class: 'replaces the cluster' },
  { ...destroys(['NodePool'], 'cannot be undone'), class: 'replaces a node pool' },
  { ...destroys(['FileSystem'], 'cannot be undone'), class: 'replaces a namespace' },
  destroys(['Key'], 'leaves nobody able to read what was encrypted with it'),
  { kinds: ['HelmRelease'], actions: gone, consequence: 'destructive', why: 'may take its custom resources along' },
  // a newer version restarts controllers only: what runs goes on
  downgrades(['kueue', 'kubeflow-trainer'], 'deletes the kinds that the older chart lacks, and every object of theirs'),
  // the chart makes the classes, and Helm cannot change one: it would fail in the middle
  { ...ofVast(['update']), fields: ['values.storageClasses'], when: 'taken' },
  ofVast(gone),
  drains(
    disrupts(['SriovNetworkNodePolicy', 'SriovNetworkPoolConfig'], [], 'drains systems and may reboot them', [
      'delete',
    ]),
  ),
  disrupts(['SriovIBNetwork', 'NetworkAttachmentDefinition'], ['spec'], 'keeps work that names it from starting', [
    'delete',
  ]),
  disrupts(['ClusterPolicy'], ['spec.driver', 'spec.mig', 'spec.migManager'], 'restarts what uses the GPUs'),
  disrupts(['NVIDIADriver'], [], 'reloads the driver of every system that it selects', ['delete']),
  drains(disrupts(['NicClusterPolicy'], ['spec.ofedDriver'], 'reloads the network driver of every system')),
  disrupts(['IPPool'], ['spec.subnet', 'spec.perNodeBlockSize'], 'gives out addresses anew that running work holds'),
  // a rule of states that goes, or loses a system, lets work in again
  {
    ...disrupts(['NodeFeatureRule'], ['spec.rules.taints'], 'changes which work may run on a system', ['delete']),
    notNamed: /^superpod-state-/,
  },
  disrupts(['NodeFeatureRule'], gpuLabels, 'has the GPU operator restart what uses the GPUs of its systems'),
  drains({
    ...disrupts(['NodeFeatureRule'], ['spec.rules.matchFeatures'], 'moves systems to others'),
    when: 'taken',
    notNamed: /^superpod-state-/,
  }),
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
  ...accessRules,
  {
    kinds: ['HelmRelease'],
    actions: ['update'],
    consequence: 'none',
    class: 'rolling',
    why: 'restarts its controllers one after another; what runs goes on',
  },
]

function drains(rule: ConsequenceRule): ConsequenceRule {
  return { ...rule, class: 'drains nodes' }
}

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
  /** Name of the object. @default none that a row excepts */
  readonly name?: string
  /** Name of the chart, where the kind is `HelmRelease`. */
  readonly chart?: string | undefined
  readonly fields: readonly FieldChange[]
}

/** Every row of the table that holds for a change, in the order of the table. */
export function consequencesOf(change: JudgedChange): ConsequenceRule[] {
  return consequenceRules.filter((rule) => holds(rule, change))
}

/** The class of a row. */
export function classOfRule({ class: own, consequence }: ConsequenceRule): ConsequenceClass {
  return own ?? usualClasses[consequence]
}

/** The gravest class of some rows. @returns `in place` of none */
export function gravestOf(rules: readonly ConsequenceRule[]): ConsequenceClass {
  return gravest(['in place', ...rules.map(classOfRule)])
}

/**
 * The row of the table by which the guard refuses a change: what destroys before what disrupts.
 * @returns undefined when the change harms nothing; what somebody has to decide harms nothing
 */
export function consequenceOf(change: JudgedChange): ConsequenceRule | undefined {
  const rules = consequencesOf(change)
  const first = (wanted: Consequence) => rules.find(({ consequence }) => consequence === wanted)
  return first('destructive') ?? first('disruptive')
}

function holds(rule: ConsequenceRule, { kind, action, name = '', chart, fields }: JudgedChange): boolean {
  if (!rule.kinds.includes(kind) || !rule.actions.includes(action) || rule.notNamed?.test(name)) return false
  if (kind === 'HelmRelease' && rule.consequence !== 'none' && !holdsForChart(rule, chart)) return false
  if (action === 'delete' || !rule.fields) return true
  return fields.some(
    (field) => rule.fields?.some((wanted) => isAtPath(field.path, wanted)) && counts(rule.when, field, fields),
  )
}

function holdsForChart({ charts }: ConsequenceRule, chart: string | undefined): boolean {
  if (charts) return chart !== undefined && charts.includes(chart)
  return chart === undefined || !chartsWithoutCrds.includes(chart)
}
