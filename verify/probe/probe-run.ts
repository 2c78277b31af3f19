import { type Finding, failure, type KubeObject, type Progress } from '#core'
import { ApiFault, type Cluster, inParallel, type LiveObject } from '#kube'
import type { System } from '#model'
import type { LiveNode } from '../live-machine.ts'
import { allReduceContainer, allReduceJob } from './all-reduce-job.ts'
import { type Candidate, type Candidates, candidates, probeNamespace } from './candidates.ts'
import type { JobFrame } from './job-frame.ts'
import { allReduceSeen, diagSeen, gpuHoleSeen, memlockSeen, type Seen } from './probe-log.ts'
import type { ProbeRoom } from './probe-objects.ts'
import { keepRecord, type ProbeName, type ProbeRecord, probeRecords } from './probe-record.ts'
import { enterRoom, leaveRoom } from './probe-room.ts'
import { systemContainers, systemJob } from './system-job.ts'

/** One run of probes. */
export interface ProbeRun extends Omit<ProbeRoom, 'systems'> {
  readonly cluster: Cluster
  /** Systems to look at; those that are busy are left. */
  readonly wanted: readonly System[]
  readonly by: string
  /** Today: `2027-01-31`. */
  readonly on: string
  /** This moment: `2027-01-31T11:00:00Z`. */
  readonly now: string
  readonly signal: AbortSignal
  readonly progress: Progress
  pause(milliseconds: number): Promise<void>
}

/** What a run came to. */
export interface ProbeOutcome {
  /** What was seen, by system. */
  readonly seen: ReadonlyMap<string, ProbeRecord>
  /** Systems that were not looked at, and why. */
  readonly left: ReadonlyMap<string, string>
  /** What is still there although the run is over. */
  readonly findings: readonly Finding[]
}

/** Why nothing can be seen on a twin. */
const playedOnly = 'containers do not run on the twin'

const pollMs = 1000

/**
 * Looks at systems by jobs of its own: first one a system, a few at a time, then one a scalable unit. Whatever happens, its
 * jobs, its queue and its namespace are gone at the end; what was seen by then is kept.
 */
export async function runProbes(run: ProbeRun): Promise<ProbeOutcome> {
  const room = { ...run, systems: roomFor(run) }
  await enterRoom(run.cluster, room, run.now)
  const state = new ProbeState(run, await probeRecords(run.cluster))
  let findings: Finding[] = []
  try {
    await state.systems()
    await state.units()
  } finally {
    run.progress.step('probe', 'removing its jobs, its queue and its namespace')
    findings = await leaveRoom(run.cluster, room, run.signal.aborted ? 10 : 60)
    run.progress.done(
      'probe',
      `${state.seen.size} systems looked at, ${state.left.size} left; nothing of it stays but the records`,
    )
  }
  return { seen: state.seen, left: state.left, findings }
}

function roomFor({ model, wanted }: ProbeRun): number {
  const { parallel, images } = model.platform.verify.probe
  const units = unitsOf(wanted).map(({ members }) => members.length)
  return images.allReduce === undefined ? parallel : Math.max(parallel, ...units)
}

function unitsOf(systems: readonly System[]) {
  const names = [...new Set(systems.map(({ scalableUnit }) => scalableUnit))]
  return names.map((unit) => ({ unit, members: systems.filter(({ scalableUnit }) => scalableUnit === unit) }))
}

/** What a run has seen so far. */
class ProbeState {
  readonly seen = new Map<string, ProbeRecord>()
  readonly left = new Map<string, string>()
  readonly #run: ProbeRun
  readonly #before: ReadonlyMap<string, ProbeRecord>

  constructor(run: ProbeRun, before: ReadonlyMap<string, ProbeRecord>) {
    this.#run = run
    this.#before = before
  }

  /** One job a system, so many at a time. Who is idle is asked anew before each lot. */
  async systems(): Promise<void> {
    const { model, wanted, signal, progress } = this.#run
    const { parallel, images } = model.platform.verify.probe
    if (images.gpuHole === undefined && images.dcgm === undefined) return
    for (let at = 0; at < wanted.length; at += parallel) {
      signal.throwIfAborted()
      progress.step('probe', `${at} of ${wanted.length} systems`)
      const { taken } = this.#sorted(await candidatesNow(this.#run, wanted.slice(at, at + parallel)))
      await inParallel(taken, parallel, (candidate) => this.#system(candidate))
    }
  }

  /** One job a scalable unit, on those of its systems that are idle and have whole GPUs. */
  async units(): Promise<void> {
    const { model, wanted, signal, progress } = this.#run
    if (model.platform.verify.probe.images.allReduce === undefined) return
    for (const { unit, members } of unitsOf(wanted)) {
      signal.throwIfAborted()
      progress.step('probe', `all-reduce on ${unit}`)
      const { taken } = this.#sorted(await candidatesNow(this.#run, members))
      await this.#unit(
        unit,
        taken.filter(({ whole }) => whole),
      )
    }
  }

  #sorted(all: Candidates): Candidates {
    for (const { system, why } of all.left) this.left.set(system, why)
    return all
  }

  async #system(candidate: Candidate): Promise<void> {
    const { model } = this.#run
    const job = systemJob({ model, candidate, frame: frameOf(this.#run) })
    if (!job) return
    const { hole, diag } = systemContainers
    const { gpuHole = '', dcgm = '' } = model.platform.verify.probe.images
    await this.#looked(job, [candidate], (log) => [
      ...(gpuHole
        ? ([
            ['gpu-hole', gpuHole, log(hole, gpuHoleSeen)],
            ['memlock', gpuHole, log(hole, memlockSeen)],
          ] as const)
        : []),
      ...(dcgm && candidate.whole ? ([['diag', dcgm, log(diag, diagSeen)]] as const) : []),
    ])
  }

  async #unit(unit: string, members: readonly Candidate[]): Promise<void> {
    const { model } = this.#run
    const job = allReduceJob({ model, unit, members, frame: frameOf(this.#run) })
    if (!job) return
    const { allReduce = '' } = model.platform.verify.probe.images
    const by = model.rails ? 'by their rails' : 'by the network of pods'
    await this.#looked(job, members, (log) => {
      const { state, note } = log(allReduceContainer, allReduceSeen)
      return [['all-reduce', allReduce, { state, note: `${unit}, ${members.length} systems ${by}: ${note}` }]]
    })
  }

  /** Runs a job, reads what its containers wrote, and keeps that for each of its systems. */
  async #looked(job: KubeObject, systems: readonly Candidate[], read: Reading): Promise<void> {
    const { cluster, model, by, on } = this.#run
    const ended = await jobEnded(this.#run, job)
    if (typeof ended === 'string') {
      for (const { system } of systems) this.left.set(system.name, ended)
      return
    }
    const logs = model.target.kind === 'twin' ? undefined : await logsOf(cluster, ended)
    const log = (container: string, seen: (text: string) => Seen): Seen =>
      logs ? seen(logs.get(container) ?? '') : { state: 'not verified', note: playedOnly }
    const results = read(log)
    for (const { system, node } of systems) {
      const { systemUUID = '', osImage = '' } = node.status?.nodeInfo ?? {}
      const record = Object.fromEntries(
        results.map(([name, image, seen]) => [
          name,
          { ...seen, image, on, by, uuid: systemUUID.toLowerCase(), osImage },
        ]),
      ) as ProbeRecord
      const whole = { ...this.#before.get(system.name), ...this.seen.get(system.name) }
      await keepRecord(cluster, system.name, whole, record)
      this.seen.set(system.name, { ...this.seen.get(system.name), ...record })
      this.left.delete(system.name)
    }
  }
}

type Reading = (
  log: (container: string, seen: (text: string) => Seen) => Seen,
) => readonly (readonly [ProbeName, string, Seen])[]

function frameOf({ model }: ProbeRun): JobFrame {
  return {
    seconds: model.platform.verify.probe.minutes * 60,
    pullSecrets: model.platform.images.pullSecrets,
    ...(model.target.kind === 'twin' ? { playedSeconds: 1 } : {}),
  }
}

async function candidatesNow({ cluster, model }: ProbeRun, wanted: readonly System[]): Promise<Candidates> {
  const [nodes, pods, workloads] = await Promise.all([
    cluster.list({ apiVersion: 'v1', kind: 'Node' }),
    cluster.list({ apiVersion: 'v1', kind: 'Pod' }),
    cluster.list({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'Workload' }),
  ])
  return candidates({ model, nodes: nodes as LiveNode[], pods, workloads }, wanted)
}

/**
 * Submits a job, and waits for its end.
 * @returns its pod (the first of them), or why nothing was seen
 * @throws Fault 3 where Kueue does not hold it: it would run past every queue
 */
async function jobEnded({ cluster, model, signal, pause }: ProbeRun, job: KubeObject): Promise<LiveObject | string> {
  const { minutes } = model.platform.verify.probe
  const made = await cluster.create(job)
  if ((made['spec'] as { suspend?: boolean }).suspend !== true) throw notQueued(job)
  for (let waited = 0; waited < minutes * 60_000; waited += pollMs) {
    signal.throwIfAborted()
    await pause(pollMs)
    const live = await cluster.get(job)
    const { conditions = [] } = (live?.['status'] ?? {}) as { conditions?: { type: string; status: string }[] }
    if (conditions.some(({ type, status }) => status === 'True' && (type === 'Complete' || type === 'Failed'))) {
      return (await firstPod(cluster, job)) ?? 'its pod is gone'
    }
  }
  const pod = await firstPod(cluster, job)
  await cluster.delete(job, { propagation: 'Background' })
  return pod ? `its job did not end within ${minutes} min` : `its job was not admitted within ${minutes} min`
}

async function firstPod(cluster: Cluster, { metadata: { name, namespace = '' } }: KubeObject) {
  const pods = await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace, labels: { 'job-name': name } })
  const index = ({ metadata }: LiveObject) => Number(metadata.labels?.['batch.kubernetes.io/job-completion-index'] ?? 0)
  return [...pods].sort((a, b) => index(a) - index(b))[0]
}

/** What the containers of a pod wrote; one whose log the kubelet does not give wrote nothing. */
async function logsOf(
  cluster: Cluster,
  { metadata: { name }, spec }: LiveObject,
): Promise<ReadonlyMap<string, string>> {
  const { containers } = spec as { containers: readonly { readonly name: string }[] }
  const logs = new Map<string, string>()
  for (const container of containers) {
    try {
      logs.set(container.name, await cluster.log(name, probeNamespace, container.name))
    } catch (error) {
      if (!(error instanceof ApiFault)) throw error
    }
  }
  return logs
}

function notQueued({ metadata: { name } }: KubeObject) {
  return failure({
    code: 'probe/not-queued',
    path: `Job ${probeNamespace}/${name}`,
    message: 'Kueue does not hold it, but a probe runs only where its queue lets it: it is removed',
    remedy: 'have Kueue manage the namespaces that have the label superpod/tenant (managedJobsNamespaceSelector)',
  })
}
