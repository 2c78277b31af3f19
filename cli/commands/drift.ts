import { Fault, type Finding, hasErrors } from '#core'
import { alone, type Change, consentFindings, type Delivered, deliveredObjects, type ReleaseDrift } from '#delivery'
import type { Cluster } from '#kube'
import { type PodModel, stackName } from '#model'
import { type Drift, type DriftReport, driftOf, repairDrift } from '#verify'
import { approval } from '../approval.ts'
import { command, type Desk } from '../command.ts'
import { applyOptions, deliveryArguments, yesArgument } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { driftChange, driftData, printedDrift } from '../drift-words.ts'
import { freezeOn } from '../freeze-day.ts'
import { type MadeStack, madeStacks } from '../made-stacks.ts'
import { standingOf } from '../standing.ts'
import { clusterWanted, confirmedCluster, workplace } from '../target-cluster.ts'

const { all: _all, delivery: _delivery, 'delete-data': _data, ...driftArguments } = deliveryArguments

/** Compares the cluster with config, object by object. */
export const drift = command({
  name: 'drift',
  summary: 'what on the cluster is not as config has it; --repair puts it right',
  description: [
    'Every object of the stacks against the live one, those that Helm made included: Terraform does not look at these.',
    'Changed by hand, missing, or there with our label although config has none. Exit code 1 where anything differs.',
    'A chart at another version is said, and left to apply. --repair obeys the guard, as apply does.',
  ].join('\n'),
  args: {
    ...driftArguments,
    repair: { type: 'boolean', description: 'put objects right: apply what config has, remove what it does not' },
    ...yesArgument,
  },
  examples: [
    { line: './superpod drift', purpose: 'everything of the default pod' },
    { line: './superpod drift gefion --tenant genomics', purpose: 'one tenant alone' },
    { line: './superpod drift gefion --target metal --json', purpose: 'for a program, once a night' },
    { line: './superpod drift --repair --allow disruptive', purpose: 'put right also what drains or restarts work' },
  ],
  async run(args, desk) {
    const { model, findings, loaded } = await soundPod(args, desk)
    const stacks = madeStacks(model, args)
    const { adopt, ...consent } = applyOptions(args)
    const cluster = await confirmedCluster(await clusterWanted(model, desk), model, desk, adopt)
    const isWhole = args.stack === undefined && args.tenant === undefined
    const look = () => looked(model, cluster, stacks, isWhole, desk)
    const standing = await standingOf(model, loaded, { cluster, stacks, confirmed: consent.confirmed ?? [] }, desk)
    const agreed = { ...consent, standing, names: stacks.map((stack) => stack.name), yes: args.yes ?? false }
    const { repaired, ...found } = args.repair
      ? await alone({ workplace: workplace(model, desk), progress: desk.progress, signal: desk.signal }, async () => {
          const before = await look()
          const put = await mended(model, cluster, before, agreed, desk)
          return { repaired: put, ...(put.length > 0 ? await look() : before) }
        })
      : { repaired: [], ...(await look()) }
    const { report, delivered, seconds } = found
    return {
      data: { pod: model.name, target: model.target.name, ...driftData(report, delivered.releases, repaired, seconds) },
      findings: [...findings, ...standing.map(asWarning), ...report.findings],
      text: (colors) => printedDrift({ report, releases: delivered.releases, repaired, seconds }, colors),
      exitCode: exitCode(report, delivered.releases),
    }
  },
})

interface Found {
  readonly report: DriftReport
  readonly delivered: Delivered
  readonly seconds: number
}

async function looked(
  model: PodModel,
  cluster: Cluster,
  stacks: readonly MadeStack[],
  isWhole: boolean,
  { progress }: Desk,
): Promise<Found> {
  const began = performance.now()
  const delivered = await deliveredObjects(cluster, stacks)
  progress.step('drift', `${delivered.objects.length} objects`)
  // the stack of a tenant whose file is gone is one that no config names any more
  const ofPod = stackName(model, 'tenant', '')
  const isOurs = (stack: string) => stacks.some(({ name }) => name === stack) || (isWhole && stack.startsWith(ofPod))
  const report = await driftOf(cluster, delivered.objects, isOurs)
  return { report, delivered, seconds: (performance.now() - began) / 1000 }
}

interface Agreed {
  readonly confirmed?: readonly string[]
  readonly disruption?: boolean
  /** Stacks that config has. */
  readonly names: readonly string[]
  readonly yes: boolean
  /** How the config's commit stands to what was applied. */
  readonly standing: readonly Finding[]
}

/** What holds data goes by destroy alone, which looks at it first. */
const keptKinds = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume']

/** Whether repair may touch it: what config has anyway, and of the rest what holds no data and is of a stack that it has. */
function isForRepair({ difference, live, stack }: Drift, names: readonly string[]): boolean {
  return difference !== 'extra' || (names.includes(stack) && !keptKinds.includes(live?.kind ?? ''))
}

/** Whose systems the record on the cluster has, against config: the guard reads the whole of it, also what no drift names. */
async function recordChange(cluster: Cluster, { objects }: Delivered): Promise<Change[]> {
  const wanted = objects.find(({ object: { kind, metadata } }) => {
    return kind === 'ConfigMap' && metadata.namespace === 'superpod-system' && metadata.name === 'sensitive-systems'
  })
  const live = wanted && (await cluster.get(wanted.object))
  if (!wanted || !live) return []
  const { address, object } = wanted
  const { kind, metadata } = object
  const { name, namespace = '' } = metadata
  return [{ address, action: 'update', kind, namespace, name, before: live, after: object }]
}

/** Puts right what may be put right; the guard and the person are asked before anything is touched. */
async function mended(
  model: PodModel,
  cluster: Cluster,
  { report, delivered }: Found,
  { confirmed = [], disruption = false, names, yes, standing }: Agreed,
  desk: Desk,
): Promise<readonly Drift[]> {
  const drifts = report.drifts.filter((each) => isForRepair(each, names))
  const changes: Change[] = drifts.map(driftChange)
  const plans = [{ changes: [...changes, ...(await recordChange(cluster, delivered))] }]
  const target = { name: model.target.name, kind: model.target.kind, freeze: freezeOn(model, desk.today) }
  const against = [...standing, ...consentFindings(target, plans, { confirmed, disruption })]
  if (hasErrors(against)) throw new Fault(1, against)
  const approve = approval(model, yes, desk)
  const plan = {
    name: 'drift',
    layer: 'platform',
    skipped: false,
    changes,
    findings: [],
    log: undefined,
    seconds: 0,
  } as const
  if (approve && !(await approve([plan]))) return []
  await repairDrift(cluster, drifts, desk.progress)
  return drifts
}

/** What a repair is refused for is only told where nothing is repaired. */
function asWarning(finding: Finding): Finding {
  return finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding
}

function exitCode({ drifts, findings }: DriftReport, releases: readonly ReleaseDrift[]): number {
  if (hasErrors(findings)) return 3
  return drifts.length + releases.length > 0 ? 1 : 0
}
