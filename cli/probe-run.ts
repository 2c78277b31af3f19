import { setTimeout as pause } from 'node:timers/promises'
import { railNetwork } from '#constructs'
import { counted, Fault, type KubeObject, refusal } from '#core'
import type { Cluster } from '#kube'
import { isReal, type PodModel, railNetworkName, type System, systemsAt, unknownPlaces } from '#model'
import { type ProbeOutcome, probeNamespace, runProbes } from '#verify'
import type { Desk } from './command.ts'
import { probeKey } from './probe-key.ts'
import { listed } from './stack-words.ts'

/** What a command line says of probes. */
export interface ProbeWords {
  /** Places with commas between them. */
  readonly systems?: string | undefined
  readonly without?: string | undefined
  readonly by?: string | undefined
  readonly yes?: boolean | undefined
}

/** Image of each probe, by its key in config. */
const probesOfImages = {
  gpuHole: 'that a container which asks for no GPU sees none, and its memory lock limit',
  dcgm: 'dcgmi diag -r 1',
  allReduce: 'the all-reduce of each scalable unit',
} as const

/**
 * Looks at systems by jobs, as the command line says.
 * @throws Fault 1 where config names no image, nobody agrees, or another run is under way; 2 where a place is unknown
 */
export async function probed(model: PodModel, cluster: Cluster, words: ProbeWords, desk: Desk): Promise<ProbeOutcome> {
  const wanted = wantedSystems(model, words)
  const { images, minutes } = model.platform.verify.probe
  if (Object.values(images).every((image) => image === undefined)) throw noImages()
  await agreed(model, wanted, words, desk)
  const lots = Math.ceil(wanted.length / model.platform.verify.probe.parallel) + new Set(wanted.map(unitOf)).size
  const now = new Date()
  return await runProbes({
    ...{ cluster, model, wanted, on: desk.today, signal: desk.signal, progress: desk.progress, pause },
    by: words.by ?? (await ownName(cluster)),
    now: printedMoment(now),
    until: printedMoment(new Date(now.getTime() + (lots * minutes + 5) * 60_000)),
    rails: images.allReduce === undefined ? [] : railNetworks(model),
    key: images.allReduce === undefined ? undefined : probeKey(),
  })
}

function wantedSystems(model: PodModel, { systems, without }: ProbeWords): System[] {
  const [only, not] = [listed(systems), listed(without)]
  const unknown = [...unknownPlaces(model, only, '--systems'), ...unknownPlaces(model, not)]
  if (unknown.length > 0) throw new Fault(2, unknown)
  const left = new Set(systemsAt(model, not).map(({ name }) => name))
  return (systems === undefined ? model.systems : systemsAt(model, only)).filter(({ name }) => !left.has(name))
}

function unitOf({ scalableUnit }: System): string {
  return scalableUnit
}

async function agreed(model: PodModel, wanted: readonly System[], { yes = false }: ProbeWords, desk: Desk) {
  const { target } = model
  if (yes || !isReal(target)) return
  const what = `jobs on those of ${counted(wanted.length, 'system')} that are idle or drained`
  if (!desk.canAsk) {
    throw refusal({
      code: 'probe/unanswered',
      path: target.name,
      message: `--probe would run ${what} of ${target.name}, and there is no terminal on which to agree`,
      remedy: 'add --yes',
    })
  }
  if (!(await desk.confirmed(`run ${what} of ${target.name}?`))) {
    throw refusal({
      code: 'probe/unanswered',
      path: target.name,
      message: `--probe would run ${what} of ${target.name}, and was not agreed to`,
      remedy: 'run it again and agree, or leave --probe out',
    })
  }
}

/** Who asks, as the API server knows them. */
async function ownName(cluster: Cluster): Promise<string> {
  const { status } = await cluster.send<{ status?: { userInfo?: { username?: string } } }>({
    method: 'POST',
    path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
    action: 'tell who asks',
    body: { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' },
  })
  return status?.userInfo?.username ?? 'unknown'
}

function railNetworks({ rails }: PodModel): KubeObject[] {
  return (rails?.rails ?? []).map(({ name, resource }) =>
    railNetwork({
      name: railNetworkName(probeNamespace, name),
      namespace: probeNamespace,
      operator: rails?.namespace ?? '',
      resource,
      pool: name,
    }),
  )
}

// to the second, as Kubernetes writes moments
function printedMoment(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`
}

function noImages() {
  const all = Object.entries(probesOfImages).map(([key, what]) => `${key} for ${what}`)
  return refusal({
    code: 'probe/no-images',
    path: 'platform.verify.probe.images',
    message: `it names no image, but --probe needs one at least: ${all.join('; ')}`,
    remedy:
      'name images by digest, each in a registry that the systems reach: docs/verify.md says what must be in them',
  })
}
