import type { KubeObject } from '#core'
import { type LiveObject, refusalOf } from '#kube'
import type { Ground } from './ground.ts'
import { peopleOf, submitterOf } from './person.ts'
import { held, nobody, refusedWork, type Trial, type Verdict, wordOf } from './trial.ts'

const name = 'superpod-controls'
const ended = 'superpod-ended-work'

/** Tries of Secrets that would hold the token of an account for ever. */
export function tokenSecretTrials({ cluster, tenant }: Ground): Trial[] {
  const as = submitterOf(tenant)
  if (!as) return [nobody]
  const by = ['superpod-token-secrets']
  const what = 'a Secret with a token of an account'
  return tenant.namespaces.map(({ name: namespace }) =>
    refusedWork({ cluster, as, what, object: tokenSecret(namespace), by }),
  )
}

/** Tries of taking a pod away while its processes run: by an eviction, and on a twin by deleting one that runs. */
export function endedWorkTrials(ground: Ground): Trial[] {
  return ground.tenant.namespaces.map(({ name: namespace }) => async () => {
    const verdict = await evictedAtOnce(ground, namespace)
    return 'held' in verdict && ground.model.target.kind === 'twin' ? deletedAtOnce(ground, namespace) : verdict
  })
}

// the policy is asked before the pod is looked for, so there need be none
async function evictedAtOnce({ cluster, tenant }: Ground, namespace: string): Promise<Verdict> {
  const as = peopleOf(tenant).find(({ standing }) => standing === 'admin')
  if (!as) return { untold: 'its file names no administrators, and nobody else may evict pods' }
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { gracePeriodSeconds: 0 },
  }
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction?dryRun=All`
  const action = `evict a pod of ${namespace}`
  const answer = await refusalOf(() => cluster.send({ method: 'POST', path, action, body, as }))
  const said = `an eviction in ${namespace} that leaves no time, by ${wordOf(as)}`
  // a pod of that name is on no cluster: where nothing refuses the eviction, it is not found
  return refusedBy(answer?.includes('not found') ? undefined : answer, said)
}

/** Where a pod runs; where none does, there is nothing to delete. */
async function deletedAtOnce({ cluster, tenant }: Ground, namespace: string): Promise<Verdict> {
  const as = submitterOf(tenant)
  const running = (await cluster.list({ apiVersion: 'v1', kind: 'Pod', namespace })).find(runs)
  if (!as || !running) return held
  const { name: pod } = running.metadata
  const path = `/api/v1/namespaces/${namespace}/pods/${pod}?dryRun=All`
  const body = { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0, dryRun: ['All'] }
  const action = `delete Pod ${namespace}/${pod}`
  const answer = await refusalOf(() => cluster.send({ method: 'DELETE', path, action, body, as }))
  return refusedBy(answer, `deleting pod ${pod} of ${namespace} at once, by ${wordOf(as)}`)
}

function refusedBy(answer: string | undefined, said: string): Verdict {
  if (answer === undefined) return { broken: `${said}, would be accepted` }
  if (answer.includes(ended)) return held
  return { untold: `${said}, is refused for another reason: ${answer}` }
}

function runs(pod: LiveObject): boolean {
  const { nodeName } = (pod['spec'] ?? {}) as { nodeName?: string }
  const { phase } = (pod['status'] ?? {}) as { phase?: string }
  return nodeName !== undefined && phase === 'Running'
}

function tokenSecret(namespace: string): KubeObject {
  const annotations = { 'kubernetes.io/service-account.name': 'default' }
  const type = 'kubernetes.io/service-account-token'
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace, annotations }, type }
}
