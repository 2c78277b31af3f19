import { readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isMade, type LoadedPod } from '#config'
import { Fault, refusal } from '#core'
import { type DeliveryContext, destroyStacks, forgetCluster, type StackResult, type Workplace } from '#delivery'
import { type PodModel, stackName } from '#model'
import { destroyTwin, twinStatus } from '#twin'
import { approval } from '../approval.ts'
import { command, type Desk } from '../command.ts'
import { withContainers } from '../container-host.ts'
import { deliveryDesk } from '../delivery-desk.ts'
import { applyOptions, deliveryArguments, yesArgument } from '../delivery-words.ts'
import { soundPod } from '../described-pod.ts'
import { allStacks, type MadeStack } from '../made-stacks.ts'
import { printedResults, resultFindings, resultsData, resultsExitCode } from '../printed-results.ts'
import { type StackWords, stacksAskedFor } from '../stack-words.ts'
import { clusterWanted, targetCluster, twinFolderOf, workplace } from '../target-cluster.ts'

const { all: _all, allow: _allow, ...destroyArguments } = deliveryArguments

/** Undoes what was applied. */
export const destroy = command({
  name: 'destroy',
  summary: 'undo it: queues drained first, tenants before the platform',
  description: [
    'What holds data or work goes only when it is named by --confirm; the name of the pod stands for all of it.',
    'A twin needs no --confirm: it goes with every process, port and file.',
    'Data on the volumes of tenants goes with --delete-data alone, which no name stands for.',
  ].join('\n'),
  args: { ...destroyArguments, ...yesArgument },
  examples: [
    { line: './superpod destroy', purpose: 'the twin of the default pod' },
    { line: './superpod destroy gefion --tenant protein-pilot --confirm protein-pilot', purpose: 'one retired tenant' },
    { line: './superpod destroy gefion --target metal --confirm gefion', purpose: 'all of it, on the machine' },
  ],
  async run(args, desk) {
    const { model, loaded } = await soundPod(args, desk)
    const wholePod = args.stack === undefined && args.tenant === undefined
    const stacks = await allStacks(model, {}, desk)
    const results = await destroyedStacks(model, stacks, { ...args, wholePod, from: loaded }, desk)
    const failed = resultsExitCode(results) !== 0
    const clusterGone = stacks.some(({ name, layer }) => layer === 'cluster' && isGone(results, name))
    if (clusterGone) await forgetCluster(workplace(model, desk))
    await withoutStackFolders(model, results, desk)
    const twinGone = wholePod && !failed && model.target.kind === 'twin' && (await withTwin(model, stacks, desk))
    return {
      data: { pod: model.name, target: model.target.name, stacks: resultsData(results), twin: twinGone },
      findings: resultFindings(results),
      text: (colors) =>
        [
          ...(results.length > 0 ? [printedResults(results, 'destroyed', colors)] : []),
          ...fileHints(results, stacks, wholePod),
          ...(twinGone ? [`${colors.green('✓')} the twin of ${model.name} is gone, with all of its files`] : []),
          ...(results.length === 0 && !twinGone ? [`there was nothing of ${model.name} on ${model.target.name}`] : []),
        ].join('\n'),
      exitCode: resultsExitCode(results),
    }
  },
})

function isGone(results: readonly StackResult[], stack: string): boolean {
  return results.some(({ name, outcome }) => name === stack && (outcome === 'applied' || outcome === 'unchanged'))
}

/** A destroyed tenant whose file stays would be made anew by the next apply. */
function fileHints(results: readonly StackResult[], stacks: readonly MadeStack[], wholePod: boolean): string[] {
  if (wholePod) return []
  const gone = results.filter(({ outcome }) => outcome === 'applied' || outcome === 'unchanged').map(({ name }) => name)
  return stacks
    .filter(({ name, tenant }) => tenant !== undefined && gone.includes(name))
    .map(({ tenant }) => `delete tenants/${tenant}.yaml now: while it is there, the next apply makes the tenant anew`)
}

interface DestroyWords extends StackWords {
  readonly confirm?: string | undefined
  readonly adopt?: boolean | undefined
  readonly 'delete-data'?: boolean | undefined
  readonly delivery?: string | undefined
  readonly yes?: boolean | undefined
  readonly wholePod: boolean
  readonly from: LoadedPod
}

async function destroyedStacks(
  model: PodModel,
  stacks: readonly MadeStack[],
  words: DestroyWords,
  desk: Desk,
): Promise<StackResult[]> {
  const named = stacksAskedFor(stacks, words)
  if (words.wholePod && model.target.kind === 'twin' && !(await twinRuns(model, desk))) return []
  // a cluster layer that was cut short has made no cluster yet: what it has made goes
  const cluster = isMade(model.target.kind) ? await targetCluster(model, desk) : await clusterWanted(model, desk)
  const due = cluster ? named : named.filter(({ layer }) => layer === 'cluster')
  if (cluster && !words.wholePod) refuseBelowOthers(due, desk.podWord ?? model.name)
  const desked = await deliveryDesk(model, stacks, words, desk, { cluster })
  const context = await withContainers(desked.context, model)
  const approve = approval(model, words.yes ?? false, desk)
  const { confirmed = [], adopt = false, dataDeleted = false } = applyOptions(words)
  const options = { confirmed, adopt, dataDeleted, wholePod: words.wholePod, ...(approve && { approve }) }
  return words.wholePod && model.target.kind === 'twin'
    ? takenApart(context, named, options, desk)
    : destroyStacks(context, due, options)
}

/** What is on a cluster would be left in its states for ever. */
function refuseBelowOthers(stacks: readonly MadeStack[], pod: string): void {
  const below = stacks.find(({ layer }) => layer === 'cluster')
  if (!below) return
  throw refusal({
    code: 'destroy/below-others',
    path: below.name,
    message: `${below.name} holds the cluster that all other stacks are on, and would go before them`,
    remedy: `leave --stack out: ./superpod destroy ${pod} --confirm ${pod} takes all of them in order`,
  })
}

/** A twin goes as a whole, even where its stacks cannot be taken apart in order. */
async function takenApart(
  context: DeliveryContext,
  stacks: readonly MadeStack[],
  options: Parameters<typeof destroyStacks>[2],
  desk: Desk,
): Promise<StackResult[]> {
  try {
    return await destroyStacks(context, stacks, options)
  } catch (error) {
    if (!(error instanceof Fault) || error.exitCode !== 3) throw error
    desk.progress.note(`the stacks could not be destroyed in order (${error.message}): the twin goes as a whole`)
    return []
  }
}

async function twinRuns(model: PodModel, desk: Desk): Promise<boolean> {
  const { phase } = await twinStatus({ folder: twinFolderOf(workplace(model, desk)) })
  return phase === 'running'
}

/** A tenant that is destroyed is gone from config next: nothing would come by its folder again. */
async function withoutStackFolders(model: PodModel, results: readonly StackResult[], desk: Desk): Promise<void> {
  const gone = results.filter(({ outcome }) => outcome === 'applied' || outcome === 'unchanged')
  const { stackFolder } = workplace(model, desk)
  for (const { name } of gone) await rm(stackFolder(name), { recursive: true, force: true })
}

async function withTwin(model: PodModel, stacks: readonly MadeStack[], desk: Desk): Promise<boolean> {
  const place = workplace(model, desk)
  // first: where this is interrupted, the next twin is not taken for another cluster
  await rm(place.clusterFile, { force: true })
  const gone = await destroyTwin({ folder: twinFolderOf(place), progress: desk.progress })
  const planned = await plannedOnly(model, place)
  for (const name of [...stacks.map((stack) => stack.name), ...planned]) {
    await rm(place.stackFolder(name), { recursive: true, force: true })
  }
  await rm(place.folder, { recursive: true, force: true })
  for (const folder of leftFolders(place)) await rmdir(folder).catch(() => {})
  return gone
}

/** Stacks of tenants that were only planned, and whose files are gone since: of those a folder is left, and nothing else. */
async function plannedOnly(model: PodModel, { workspace }: Workplace): Promise<string[]> {
  const folders = await readdir(join(workspace, 'cdktf.out', 'stacks')).catch(() => [])
  return folders.filter((name) => name.startsWith(stackName(model, 'tenant', '')))
}

/** Folders that go when the last thing in them has gone, innermost first. */
function leftFolders({ folder, workspace }: Workplace): string[] {
  const ours = [dirname(folder), join(workspace, '.superpod')]
  return [...ours, join(workspace, 'cdktf.out', 'stacks'), join(workspace, 'cdktf.out')]
}
