import type { Cluster } from '#kube'
import { kueueController } from '#model'
import { type KueueProcess, type KueueSource, startKueue } from './kueue-process.ts'
import { type Pod, podStatus } from './pod.ts'
import { freeStuckKinds } from './stuck-kinds.ts'

/** One Kueue pod, for the agent's report. */
export interface KueuePodReport {
  readonly pod: string
  readonly ready: boolean
  readonly restarts: number
}

/** Plays the kubelet for Kueue's pods: a real process for each. */
export interface KueueKubelet {
  /** One look at the cluster: starts, restarts, stops, and tells how the processes are. */
  look(): Promise<void>
  /** Local port behind an address of a pod: `10.78.0.1:9443`. */
  localPort(address: string): number | undefined
  report(): KueuePodReport[]
  stop(): Promise<void>
}

type KubeletSource = Omit<KueueSource, 'pod' | 'alone'>

interface Place {
  pod: Pod
  addresses: { host: string; pod: string }
  process?: KueueProcess
  ready: boolean
  /** What the pod's status says; undefined while nobody has written it. */
  told?: string
  restarts: number
  startNotBefore: number
  certificateAt: number
}

/** A kubelet that has no pod yet. */
export function kueueKubelet(source: KubeletSource): KueueKubelet {
  const places = new Map<string, Place>()
  let kindsAt = 0
  const stopOne = async (uid: string, place: Place) => {
    places.delete(uid)
    await place.process?.stop()
  }
  return {
    async look() {
      const pods = await kueuePods(source.cluster)
      // Helm waits for every kind of its chart, and Kueue ends where one of its own is not served
      if (Date.now() >= kindsAt && pods.some(isYoung)) {
        kindsAt = Date.now() + 10_000
        await freeStuckKinds(source.cluster, Date.now())
      }
      for (const [uid, place] of places)
        if (!pods.some(({ metadata }) => metadata.uid === uid)) await stopOne(uid, place)
      await Promise.all(
        pods.map(async (pod) => {
          const { uid, deletionTimestamp } = pod.metadata
          const place = places.get(uid) ?? (deletionTimestamp ? undefined : await newPlace(source.cluster, pod, places))
          if (deletionTimestamp) {
            if (place) await stopOne(uid, place)
            await source.cluster.delete(pod, { gracePeriodSeconds: 0 })
          } else if (place) {
            places.set(uid, place)
            await tend(source, place, ![...places.values()].some(({ process }) => process && !process.hasEnded()))
          }
        }),
      )
    },
    localPort(address) {
      const [host, port] = address.split(':')
      for (const { addresses, process } of places.values()) {
        if (addresses.pod === host) return process?.routes.get(Number(port))
      }
      return undefined
    },
    report: () => [...places.values()].map(({ pod, ready, restarts }) => ({ pod: pod.metadata.name, ready, restarts })),
    async stop() {
      await Promise.all([...places].map(([uid, place]) => stopOne(uid, place)))
    },
  }
}

function isYoung({ metadata }: Pod): boolean {
  return Date.now() - Date.parse(String(metadata['creationTimestamp'])) < 600_000
}

async function kueuePods(cluster: Cluster): Promise<Pod[]> {
  const { namespace, serviceAccount } = kueueController
  const pods = (await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace })) as Pod[]
  return pods.filter(({ spec }) => spec.serviceAccountName === serviceAccount && spec.nodeName)
}

async function newPlace(cluster: Cluster, pod: Pod, others: ReadonlyMap<string, Place>): Promise<Place> {
  const name = pod.spec.nodeName ?? ''
  const node = await cluster.get({ apiVersion: 'v1', kind: 'Node', metadata: { name } })
  const known = (node?.['status'] as { addresses?: { type: string; address: string }[] } | undefined)?.addresses ?? []
  const host = known.find(({ type }) => type === 'InternalIP')?.address ?? '10.77.0.1'
  const taken = new Set([...others.values()].map(({ addresses }) => addresses.pod))
  const free = Array.from({ length: 250 }, (_, i) => `10.78.0.${i + 1}`).find((ip) => !taken.has(ip)) ?? host
  // a pod that an earlier agent served keeps its address
  const address = pod.spec.hostNetwork ? host : (pod.status.podIP ?? free)
  return {
    pod,
    addresses: { host, pod: address },
    ready: false,
    restarts: 0,
    startNotBefore: 0,
    certificateAt: 0,
  }
}

async function tend(source: KubeletSource, place: Place, alone: boolean): Promise<void> {
  if (place.process?.hasEnded()) {
    await place.process.stop()
    place.process = undefined
    place.restarts += 1
    place.startNotBefore = Date.now() + Math.min(1000 * 2 ** (place.restarts - 1), 30_000)
  }
  if (!place.process && Date.now() >= place.startNotBefore) {
    await tell(source.cluster, place, false)
    // what its pod names may not be there yet: asked again, but not all the time
    place.startNotBefore = Date.now() + 1000
    place.process = await startKueue({ ...source, pod: place.pod, alone })
    place.certificateAt = 0
  }
  if (place.process && Date.now() >= place.certificateAt) {
    await place.process.syncCertificate()
    place.certificateAt = place.ready ? Date.now() + 10_000 : 0
  }
  await tell(source.cluster, place, (await place.process?.isReady()) ?? false)
}

/** Writes the pod's status where it would change. */
async function tell(cluster: Cluster, place: Place, ready: boolean): Promise<void> {
  const { pod, addresses, restarts } = place
  place.ready = ready
  const telling = `${ready} ${restarts}`
  if (place.told === telling) return
  const startedAt = place.process?.startedAt ?? new Date().toISOString()
  await cluster.patchStatus(pod, podStatus(pod, addresses, { ready, restarts, startedAt }))
  place.told = telling
}
