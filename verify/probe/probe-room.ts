import { type Finding, type KubeObject, refusal } from '#core'
import { ApiFault, type Cluster } from '#kube'
import { probeNamespace } from './candidates.ts'
import { type ProbeRoom, probeObjects, probeRoom, untilKey } from './probe-objects.ts'

const room = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: probeNamespace } } as const

/**
 * Makes the namespace of probes, and all that they need in and beside it. What an earlier run left is removed first.
 * @param now - this moment: `2027-01-31T11:00:00Z`
 * @throws Fault 1 where another run is under way
 */
export async function enterRoom(cluster: Cluster, props: ProbeRoom, now: string): Promise<void> {
  const before = await cluster.get(room)
  const until = before?.metadata.annotations?.[untilKey] ?? ''
  if (before && until > now) throw underWay(until)
  if (before) await leaveRoom(cluster, props)
  try {
    await cluster.create(probeRoom(props))
  } catch (error) {
    if (error instanceof ApiFault && error.reason === 'AlreadyExists') throw underWay(props.until)
    throw error
  }
  for (const object of [...probeObjects(props), ...(await pullSecrets(cluster, props))]) {
    await cluster.apply(object, { fieldManager: 'superpod-probe' })
  }
}

/** Secrets to pull images with, as they are in the namespace of our own; one that is not there is not copied. */
async function pullSecrets(cluster: Cluster, { model }: ProbeRoom): Promise<KubeObject[]> {
  const named = (name: string) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: 'superpod-system' },
  })
  const found = await Promise.all(model.platform.images.pullSecrets.map((name) => cluster.get(named(name))))
  return found.flatMap((secret) =>
    secret
      ? [
          {
            ...{
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: secret.metadata.name, namespace: probeNamespace },
            },
            ...{ type: secret['type'], data: secret['data'] },
          },
        ]
      : [],
  )
}

/**
 * Removes the jobs, then everything that was made for them, and waits until it is gone.
 * @returns what is still going after that time
 */
export async function leaveRoom(cluster: Cluster, props: ProbeRoom, seconds = 60): Promise<Finding[]> {
  const jobs = await cluster.list({ apiVersion: 'batch/v1', kind: 'Job', namespace: probeNamespace })
  for (const job of jobs) await cluster.delete(job, { propagation: 'Background' })
  const objects = [...probeObjects(props)].reverse()
  const outside = objects.filter(({ metadata }) => metadata.namespace !== probeNamespace)
  await cluster.delete(room)
  for (const object of outside) await cluster.delete(object)
  const left: Finding[] = []
  for (const object of [room, ...outside]) {
    if (!(await isGone(cluster, object, seconds))) left.push(leftBehind(object))
  }
  return left
}

async function isGone(cluster: Cluster, object: KubeObject, timeoutSeconds: number): Promise<boolean> {
  try {
    await cluster.waitFor(object, 'gone', (live) => live === undefined, { timeoutSeconds })
    return true
  } catch {
    return false
  }
}

function leftBehind({ kind, metadata: { name } }: KubeObject): Finding {
  return {
    code: 'probe/left-behind',
    severity: 'warning',
    path: `${kind} ${name}`,
    message: 'it is told to go, and is still there',
    remedy: 'look at its finalizers; the next run of probes removes what is left',
  }
}

function underWay(until: string) {
  return refusal({
    code: 'probe/under-way',
    path: `Namespace ${probeNamespace}`,
    message: `somebody else's probes run until ${until} at the latest, but one run at a time may take systems`,
    remedy: 'wait for it; what a run that was killed has left is removed by the first one after that moment',
  })
}
