import { createHash, randomUUID } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isOfThisComputer } from '#catalog'
import { Fault, stableText } from '#core'
import { backUpState, parsedState, type StateFile, stateAddresses } from './applied-record.ts'
import type { ApplyRecord } from './apply-record.ts'
import { type Change, resourceAddress } from './change.ts'
import { chartLocations } from './chart-places.ts'
import { mendState } from './damaged-state.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { type WantedProvider, wantedProviders } from './engine-config.ts'
import { type EngineRun, engineRun } from './engine-run.ts'
import { type ImportBlock, importBlocks, type LiveStack } from './import-blocks.ts'
import { lineageFinding, mayImport } from './lineage.ts'
import { thisPlatform } from './mirrored-providers.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { overrideJson } from './override-json.ts'
import { type PlanJson, planChanges } from './plan-changes.ts'
import { isLocalState } from './state-place.ts'
import { textOf, writtenFile } from './written-file.ts'

/** A saved plan of one stack. */
export interface TerraformPlan {
  readonly changes: readonly Change[]
  readonly log: string
  /** Lineage of the state that it was made with; empty where there is none. */
  readonly lineage: string
  readonly serial: number
  /** Applies exactly the plan that was saved. @returns the state after it */
  apply(): Promise<StateFile | undefined>
}

/** How a stack is planned. */
export interface TerraformPlanOptions {
  /** Plans the end of it. */
  readonly destroy: boolean
  /** What the cluster has on record of it. */
  readonly record?: ApplyRecord | undefined
  /** Takes what is there into this state, whoever made it. @default false */
  readonly adopt?: boolean
  /** Gives a stack without a state an empty one, so that its lineage is on record before anything is made. @default false */
  readonly seeded?: boolean
}

/**
 * Plans a stack with the engine, and saves the plan.
 * @throws Fault(1) where the state is not the one that the cluster was applied with
 */
export async function terraformPlan(
  context: DeliveryContext,
  stack: DeliveryStack,
  live: LiveStack,
  options: TerraformPlanOptions,
): Promise<TerraformPlan> {
  const { workplace } = context
  const { destroy } = options
  const engine = await engineRun(context, stack)
  const found = await stateBefore(context, stack, engine, destroy)
  const imports = ownImports(context, stack, live, parsedState(found), options)
  const before = found?.trim() || !isSeeded(context, options) ? found : await seededState(context, stack, engine)
  await layOver(context, stack, destroy ? [] : imports, destroy)
  await initialise(context, stack, engine)
  // the engine passes import blocks over when it destroys
  for (const { to, id } of destroy ? imports : []) await engine.verb('import', [to, id])
  const planFile = workplace.planFile(stack.name)
  const plan = async () => {
    await rm(planFile, { force: true })
    await engine.verb('plan', [...(destroy ? ['-destroy'] : []), `-out=${planFile}`])
    return planChanges(JSON.parse(await engine.show(planFile)) as PlanJson)
  }
  const changes = await plan().catch(async (error) => {
    if (!isUninitialised(error)) throw error
    await initialise(context, stack, engine, { anew: true })
    return plan()
  })
  const apply = () => applied(context, stack, engine, changes, before)
  const { lineage = '', serial = 0 } = parsedState(before) ?? {}
  return { changes, log: workplace.logFile(stack.name, 'plan'), lineage, serial, apply }
}

/** What the state lacks and may take in. */
function ownImports(
  { target, cluster }: DeliveryContext,
  stack: DeliveryStack,
  live: LiveStack,
  state: StateFile | undefined,
  { record, adopt = false }: TerraformPlanOptions,
): ImportBlock[] {
  const imports = importBlocks(stack, stateAddresses(state), live)
  // what makes a cluster is older than any record on it
  if (!cluster || stack.layer === 'cluster') return imports
  const count = { all: live.objects.ofStack(stack.name).length, missing: imports.length }
  const facts = { target, stack: stack.name, isLocal: isLocalState(stack), state, record, live: count }
  const against = adopt ? undefined : lineageFinding(facts)
  if (against) throw new Fault(1, [against])
  return mayImport(facts, adopt) ? imports : []
}

function isSeeded({ target }: DeliveryContext, { seeded = false, destroy }: TerraformPlanOptions): boolean {
  return seeded && !destroy && !isOfThisComputer(target)
}

/** An empty state with a lineage, put where the stack has none. */
async function seededState(context: DeliveryContext, stack: DeliveryStack, engine: EngineRun): Promise<string> {
  const { workplace } = context
  const version = context.engine?.version
  const empty = { version: 4, terraform_version: version, serial: 1, lineage: randomUUID(), outputs: {}, resources: [] }
  const text = `${JSON.stringify(empty, undefined, 2)}\n`
  const file = isLocalState(stack)
    ? workplace.stateFile(stack.name)
    : join(workplace.stackFolder(stack.name), '.terraform', 'superpod-first.tfstate')
  await writtenFile(file, text)
  if (!isLocalState(stack)) await engine.push(file)
  return text
}

/** Text of a stack's state: a file, or what the engine gets from where it is, for which it must be initialised. */
async function stateBefore(
  context: DeliveryContext,
  stack: DeliveryStack,
  engine: EngineRun,
  destroy: boolean,
): Promise<string | undefined> {
  if (isLocalState(stack)) {
    await mendState(context, stack.name)
    return textOf(context.workplace.stateFile(stack.name))
  }
  await layOver(context, stack, [], destroy)
  await initialise(context, stack, engine)
  return engine.pull()
}

/** A stack's state as it is now. */
async function stateNow({ workplace }: DeliveryContext, stack: DeliveryStack, engine: EngineRun) {
  return parsedState(isLocalState(stack) ? await textOf(workplace.stateFile(stack.name)) : await engine.pull())
}

async function applied(
  context: DeliveryContext,
  stack: DeliveryStack,
  engine: EngineRun,
  changes: readonly Change[],
  before: string | undefined,
): Promise<StateFile | undefined> {
  const { workplace, progress } = context
  await backUpState(workplace, stack.name, before)
  const due = new Set(changes.map(({ address }) => resourceAddress(address))).size
  let done = 0
  const count = (line: string) => {
    if (!/: (Creation|Modifications|Destruction|Import) complete/.test(line)) return
    done += 1
    progress.step(`stack ${stack.name}`, `${done} of ${Math.max(done, due)} resources`)
  }
  await engine.verb('apply', [workplace.planFile(stack.name)], count)
  await rm(importsFile(context, stack), { force: true })
  return stateNow(context, stack, engine)
}

/** Lays beside the JSON what holds for this run only: where charts are, what is imported, what protection is lifted. */
async function layOver(
  context: DeliveryContext,
  stack: DeliveryStack,
  imports: readonly ImportBlock[],
  liftPreventDestroy: boolean,
): Promise<void> {
  const charts = await chartLocations(context, stack)
  const folder = context.workplace.stackFolder(stack.name)
  const override = overrideJson(stack.json, { charts, liftPreventDestroy })
  await placed(join(folder, 'superpod_override.tf.json'), override)
  await placed(importsFile(context, stack), imports.length > 0 ? { import: imports } : undefined)
}

function importsFile({ workplace }: DeliveryContext, { name }: DeliveryStack): string {
  return join(workplace.stackFolder(name), 'superpod_imports.tf.json')
}

async function placed(file: string, json: unknown): Promise<void> {
  if (json === undefined) await rm(file, { force: true })
  else await writtenFile(file, stableText(json), { mode: 0o644 })
}

/** Two engines that fill one plugin cache at once break it. */
const initialiseOne = oneAtATime()

/** Whether what an earlier init left behind does not do any more. */
function isUninitialised(error: unknown): boolean {
  return error instanceof Fault && /dependency lock file|Failed to load state|\binit\b/.test(error.message)
}

async function initialise(
  context: DeliveryContext,
  stack: DeliveryStack,
  engine: EngineRun,
  { anew = false } = {},
): Promise<void> {
  const folder = context.workplace.stackFolder(stack.name)
  const mark = join(folder, '.terraform', 'superpod-init')
  const engineConfig = await textOf(context.workplace.engineConfigFile)
  const what = stableText({ providers: wantedProviders(stack.json), terraform: stack.json.terraform, engineConfig })
  const hash = createHash('sha256').update(`${context.engine?.version}\n${what}`).digest('hex')
  const lock = await stat(join(folder, '.terraform.lock.hcl')).catch(() => undefined)
  if (!anew && lock && (await textOf(mark)) === hash && (await hasProviders(folder, wantedProviders(stack.json))))
    return
  await rm(mark, { force: true })
  // both are made again from the JSON; where they were cut short, init itself would fail on them
  for (const record of ['.terraform.lock.hcl', '.terraform/terraform.tfstate'])
    await rm(join(folder, record), { force: true })
  await initialiseOne(() => engine.verb('init', ['-reconfigure']))
  await writtenFile(mark, hash)
}

/** Whether the providers of an earlier run are still there: they are links to a cache that may be emptied at any time. */
async function hasProviders(folder: string, providers: readonly WantedProvider[]): Promise<boolean> {
  const place = ({ source, version }: WantedProvider) =>
    join(folder, '.terraform', 'providers', source, version, thisPlatform)
  const there = await Promise.all(providers.map((each) => stat(place(each)).catch(() => undefined)))
  return there.every((each) => each !== undefined)
}
