import type { LoadedPod } from '#config'
import { Fault } from '#core'
import {
  type ChosenDelivery,
  chosenDelivery,
  type DeliveryContext,
  type DeliveryKind,
  type Engine,
  providersReachable,
  recordedDelivery,
  wantedProviders,
} from '#delivery'
import type { Cluster } from '#kube'
import type { PodModel } from '#model'
import { stackOutlines } from '#stacks'
import { type TwinTools, terraformTool, twinTools } from '#tools'
import type { Desk } from './command.ts'
import { freezeOn } from './freeze-day.ts'
import { podHistory } from './history.ts'
import type { MadeStack } from './made-stacks.ts'
import { refuseStateInOwnCluster } from './state-cluster.ts'
import { targetCluster, workplace } from './target-cluster.ts'

/** Everything that a delivery takes, gathered. */
export interface DeliveryDesk {
  readonly context: DeliveryContext
  /** Why this delivery: a clause that follows `because`. */
  readonly why: string
}

/** What the gathering follows from. */
export interface DeliveryWords {
  readonly delivery?: string | undefined
  /** The pod as it was loaded: where its config comes from goes on record. @default nobody is told */
  readonly from?: LoadedPod | undefined
}

/**
 * Gathers what a delivery needs. On a twin that is the twin's tools as well: Helm, and Kueue's chart.
 * @param stacks - those that will be delivered: the providers that they ask for decide
 * @param given - the cluster, or that there is none yet; left out, the target's own is looked for
 */
export async function deliveryDesk(
  model: PodModel,
  stacks: readonly MadeStack[],
  words: DeliveryWords,
  desk: Desk,
  given?: { readonly cluster: Cluster | undefined; readonly tools?: TwinTools },
): Promise<DeliveryDesk> {
  const cluster = given ? given.cluster : await targetCluster(model, desk)
  const tools = given?.tools ?? (model.target.kind === 'twin' ? await toolsOfTwin(desk) : undefined)
  const { environment, progress, signal } = desk
  const { engine, fault } = await engineFor(model, words, desk)
  const { delivery, why } = await choice(model, stacks, words, { cluster, engine, desk, fault })
  // what was delivered with an engine needs one for ever
  if (delivery === 'terraform' && fault) throw fault
  if (delivery === 'terraform') await refuseStateInOwnCluster(model, cluster, desk)
  const { name, kind, clusterId, state } = model.target
  const context: DeliveryContext = {
    pod: model.name,
    target: { name, kind, clusterId, shared: state.shared, freeze: freezeOn(model, desk.today) },
    delivery,
    workplace: workplace(model, desk),
    cluster,
    engine,
    helm: tools?.helm,
    mirror: environment.mirror,
    charts: tools ? { [`kueue-${tools.versions.kueue.replace(/^v/, '')}`]: tools.kueueChart } : {},
    cache: environment.cache,
    env: environment.variables,
    configured: configured(model),
    progress,
    signal,
    ...(words.from ? { history: await podHistory(words.from, desk) } : {}),
  }
  return { context, why }
}

/** The twin's tools, found or compiled. */
export function toolsOfTwin({ environment, progress, signal }: Desk): Promise<TwinTools> {
  return twinTools({ cache: environment.cache, progress, env: environment.variables, signal })
}

interface Known {
  readonly cluster: Cluster | undefined
  readonly engine: Engine | undefined
  /** Why there is no engine. */
  readonly fault: Fault | undefined
  readonly desk: Desk
}

async function choice(
  { target }: PodModel,
  stacks: readonly MadeStack[],
  words: DeliveryWords,
  { cluster, engine, fault, desk }: Known,
): Promise<ChosenDelivery> {
  const insisted = words.delivery as DeliveryKind | undefined
  const recorded = cluster && (await recordedDelivery(cluster))
  const open = engine && !insisted && !recorded && target.kind === 'twin'
  const wanted = stacks.flatMap(({ json }) => wantedProviders(json))
  const distinct = [...new Map(wanted.map((provider) => [provider.source, provider])).values()]
  const providers = open
    ? await providersReachable(desk.environment.mirror, distinct, { env: desk.environment.variables })
    : undefined
  return chosenDelivery({
    target,
    engine: engine && `${engine.engine} ${engine.version}`,
    lacking: fault?.findings[0]?.message,
    providers,
    insisted,
    recorded,
  })
}

/** A twin does without an engine, unless somebody insists. */
async function engineFor(
  model: PodModel,
  { delivery }: DeliveryWords,
  desk: Desk,
): Promise<{ readonly engine?: Engine; readonly fault?: Fault }> {
  if (delivery === 'manifests') return {}
  try {
    return { engine: await terraformTool({ engine: model.target.engine, env: desk.environment.variables }) }
  } catch (error) {
    if (error instanceof Fault && model.target.kind === 'twin' && delivery === undefined) return { fault: error }
    throw error
  }
}

function configured(model: PodModel): DeliveryContext['configured'] {
  return {
    stacks: stackOutlines(model).map(({ name }) => name),
    tenants: model.tenants.map(({ name }) => name),
    namespaces: model.tenants.flatMap(({ namespaces }) => namespaces.map(({ name }) => name)),
  }
}
