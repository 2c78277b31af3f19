import type { KubeObject } from '#core'
import { inParallel, type LiveObject } from '#kube'
import type { SharedMachine } from './shared-machine.ts'
import { secondsSince, until } from './waiting.ts'
import { type Work, workNow } from './work.ts'

/** Whole systems of one tenant, all of them or none. */
export interface GangRequest {
  readonly tenant: string
  readonly name: string
  readonly systems: number
  /** Class of its priority. @default none, which is lower than every class */
  readonly priority?: string
  /** Node label of a level that must hold all of it. @default none: near to one another where there is room */
  readonly within?: string
  /** How long its pods stay on a system that is not ready, in seconds. @default what Kubernetes gives: 300 */
  readonly tolerationSeconds?: number
}

/** A gang that was submitted. */
export interface Gang extends GangRequest {
  readonly namespace: string
  /** Moment of `performance.now()` at which it was submitted. */
  readonly began: number
}

/** Grace period of each pod in seconds, as manifests of `superpod job new` have it; KWOK's pods take none of it. */
export const graceSeconds = 300

/** Submits a gang with the credentials of a member of its tenant. */
export async function submitted(machine: SharedMachine, request: GangRequest): Promise<Gang> {
  const member = await machine.member(request.tenant)
  const namespace = machine.room(request.tenant)
  const began = performance.now()
  await member.create(manifest(request, namespace))
  return { ...request, namespace, began }
}

/**
 * Waits until Kueue has admitted a gang.
 * @param seconds - how long at most
 * @returns seconds since it was submitted
 */
export async function admitted(machine: SharedMachine, gang: Gang, seconds?: number): Promise<number> {
  await until(
    `${gang.tenant}/${gang.name} is admitted`,
    () => workNow(machine, gang),
    ({ isAdmitted }) => isAdmitted,
    seconds,
  )
  return secondsSince(gang.began)
}

/** Waits until every pod of a gang runs. @returns seconds since it was submitted */
export async function running(machine: SharedMachine, gang: Gang): Promise<number> {
  const look = async () => ({ ...(await workNow(machine, gang)), running: (await runningOn(machine, gang)).length })
  await until(
    `all ${gang.systems} pods of ${gang.tenant}/${gang.name} run`,
    look,
    (seen) => seen.running === gang.systems,
  )
  return secondsSince(gang.began)
}

/** Waits until Kueue says why a gang waits. @returns what it says, and the seconds since it was submitted */
export async function refused(machine: SharedMachine, gang: Gang): Promise<{ work: Work; seconds: number }> {
  const work = await until(
    `${gang.tenant}/${gang.name} waits, and says why`,
    () => workNow(machine, gang),
    ({ waitsFor, isAdmitted }) => waitsFor !== '' || isAdmitted,
  )
  return { work, seconds: secondsSince(gang.began) }
}

/** Pods of a gang, those that are going left aside. */
export async function podsOf({ cluster }: SharedMachine, { namespace, name }: Gang): Promise<LiveObject[]> {
  const pods = await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace, labels: { 'job-name': name } })
  return pods.filter(({ metadata }) => metadata.deletionTimestamp === undefined)
}

/** Systems on which pods of a gang run, in the order of their names. */
export async function runningOn(machine: SharedMachine, gang: Gang): Promise<string[]> {
  const pods = (await podsOf(machine, gang)).filter(
    ({ status }) => (status as { phase?: string } | undefined)?.phase === 'Running',
  )
  return pods.map(({ spec }) => (spec as { nodeName?: string }).nodeName ?? '').sort()
}

/** Takes gangs away, and waits until their pods and Workloads are gone. */
export async function removed(machine: SharedMachine, gangs: readonly Gang[]): Promise<void> {
  const { cluster } = machine
  await inParallel(gangs, 8, ({ name, namespace }) =>
    cluster.delete({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name, namespace } }),
  )
  const left = async () => {
    const each = await inParallel(gangs, 8, async (gang) => [
      ...(await podsOf(machine, gang)),
      ...(await workNow(machine, gang)).objects,
    ])
    return each.flat()
  }
  // a garbage collector that has learned of Kueue's kinds only now leaves them for a while, and they hold quota
  for (const workload of (await left()).filter(({ kind }) => kind === 'Workload')) await cluster.delete(workload)
  await until(
    'what the suite submitted is gone',
    async () => (await left()).length,
    (count) => count === 0,
  )
}

function manifest(request: GangRequest, namespace: string): KubeObject {
  const { name, systems, priority, within } = request
  const level = within === undefined ? 'preferred' : 'required'
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace, ...(priority && { labels: { 'kueue.x-k8s.io/priority-class': priority } }) },
    spec: {
      completionMode: 'Indexed',
      parallelism: systems,
      completions: systems,
      backoffLimit: 0,
      // a pod that a failed or drained system took along is made again, and counts for nothing
      podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] },
      template: {
        metadata: {
          annotations: { [`kueue.x-k8s.io/podset-${level}-topology`]: within ?? 'superpod/scalable-unit' },
        },
        spec: podSpec(request),
      },
    },
  }
}

function podSpec({ tolerationSeconds }: GangRequest) {
  const gpus = { 'nvidia.com/gpu': '8' }
  const lost = ['not-ready', 'unreachable'].map((what) => ({
    key: `node.kubernetes.io/${what}`,
    operator: 'Exists',
    effect: 'NoExecute',
    tolerationSeconds,
  }))
  return {
    restartPolicy: 'Never',
    terminationGracePeriodSeconds: graceSeconds,
    automountServiceAccountToken: false,
    ...(tolerationSeconds === undefined ? {} : { tolerations: lost }),
    securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'train',
        // by digest, as work of a sensitive tenant must name it
        image: `example.invalid/train@sha256:${'0'.repeat(64)}`,
        resources: { requests: gpus, limits: gpus },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  }
}
