import type { accessControls } from '#catalog'
import { refusalOf } from '#kube'
import { breakGlassTrials, unlessOpened } from './ending-trials.ts'
import type { Ground } from './ground.ts'
import { accountsOf, type Person, peopleOf, type Standing, submitterOf } from './person.ts'
import { tokenSecretTrials } from './process-trials.ts'
import { may, mayNot, noRights, type Right, rights } from './rights.ts'
import { foreignNamespaces } from './sample.ts'
import { samplePod } from './sample-work.ts'
import { held, nobody, type Trial } from './trial.ts'
import { refusedCases, type WorkCase } from './work-trials.ts'

const writes = ['create', 'update', 'patch', 'delete']
const rbac = 'rbac.authorization.k8s.io'

/** Namespaces that every platform has. */
const platformNamespaces = ['superpod-system', 'kueue-system', 'kube-system', 'default']

/** Tries of who may do what, by control. */
export const accessTrials: Readonly<
  Partial<Record<keyof typeof accessControls, (ground: Ground) => readonly Trial[]>>
> = {
  'access/roles': (ground) => eachPerson(ground, ({ standing }, namespace) => beyond(standing, namespace), purposeOf),
  'access/own-namespaces': (ground) => elsewhere(ground),
  'access/platform': ({ cluster, tenant }) =>
    [...peopleOf(tenant), ...accountsOf(tenant)].flatMap((who) =>
      platformNamespaces.map((namespace) => noRights(cluster, who, namespace)),
    ),
  'access/walls': (ground) => eachPerson(ground, (_, namespace) => walls(namespace)),
  'access/escalation': (ground) => eachPerson(ground, (_, namespace) => climbs(namespace)),
  'access/pod-accounts': ({ cluster, tenant }) =>
    accountsOf(tenant).flatMap((who) => tenant.namespaces.map(({ name }) => noRights(cluster, who, name))),
  'access/tokens': (ground) => [...unmountedTokens(ground), ...refusedCases(ground, [askedToken])],
  'access/kept-tokens': tokenSecretTrials,
  'access/sessions': (ground) => [
    ...eachPerson(ground, (_, namespace) => sessions(namespace), purposeOf).map((trial) => unlessOpened(ground, trial)),
  ],
  'access/break-glass': breakGlassTrials,
  'access/namespace-kept': keptNamespaces,
}

/** Tries of whether anybody of a tenant may make volumes of the whole cluster. */
export function volumeMakers(ground: Ground): Trial[] {
  const ofCluster = { '': ['persistentvolumes'], 'storage.k8s.io': ['storageclasses', 'csidrivers'] }
  return eachPerson(ground, () => rights(['create', 'update', 'patch'], ofCluster))
}

function eachPerson(
  { cluster, tenant }: Ground,
  forbidden: (who: Person, namespace: string) => readonly Right[],
  purpose?: (standing: Standing, namespace: string) => Right,
): Trial[] {
  return peopleOf(tenant).flatMap((who) =>
    tenant.namespaces.flatMap(({ name }) => [
      ...(purpose ? [may(cluster, who, purpose(who.standing, name))] : []),
      ...forbidden(who, name).map((right) => mayNot(cluster, who, right)),
    ]),
  )
}

/** What a role is for: whoever may not even do that has no role there, and refusals tell nothing. */
function purposeOf(standing: Standing, namespace: string): Right {
  const submits = standing === 'admin' || standing === 'member'
  return { verb: submits ? 'create' : 'list', group: 'batch', resource: 'jobs', namespace }
}

function beyond(standing: Standing, namespace: string): Right[] {
  if (standing === 'admin') return []
  const accounts = rights(writes, { '': ['serviceaccounts'] }, namespace)
  if (standing === 'member') return accounts
  const work = {
    '': ['pods', 'services', 'configmaps', 'persistentvolumeclaims'],
    batch: ['jobs', 'cronjobs'],
    apps: ['deployments', 'statefulsets'],
  }
  return [
    ...accounts,
    ...rights(writes, work, namespace),
    ...rights(['get', 'list', 'watch', ...writes], { '': ['secrets'] }, namespace),
    ...sessions(namespace),
  ]
}

function sessions(namespace: string): Right[] {
  return [
    ...rights(['create', 'get'], { '': ['pods/exec', 'pods/attach', 'pods/portforward'] }, namespace),
    ...rights(['update', 'patch'], { '': ['pods/ephemeralcontainers'] }, namespace),
  ]
}

function walls(namespace: string): Right[] {
  const kinds = {
    '': ['resourcequotas', 'limitranges'],
    'networking.k8s.io': ['networkpolicies', 'ingresses'],
    [rbac]: ['roles', 'rolebindings'],
    'kueue.x-k8s.io': ['localqueues', 'localqueues/status', 'workloads', 'workloads/status'],
    apps: ['daemonsets'],
  }
  // by name as well: a right may be to one object alone
  const own = [
    { group: '', resource: 'resourcequotas', name: 'quota' },
    { group: 'networking.k8s.io', resource: 'networkpolicies', name: 'default-deny' },
    { group: 'kueue.x-k8s.io', resource: 'localqueues', name: 'default' },
  ]
  return [
    ...rights(writes, kinds, namespace),
    ...own.flatMap((each) => ['update', 'patch', 'delete'].map((verb) => ({ ...each, verb, namespace }))),
    ...['update', 'patch', 'delete'].map((verb) => ({ verb, resource: 'namespaces', name: namespace, namespace })),
  ]
}

function climbs(namespace: string): Right[] {
  return [
    ...rights(['impersonate'], { '': ['users', 'groups'] }),
    ...rights(['impersonate'], { '': ['serviceaccounts'] }, namespace),
    ...rights(['bind', 'escalate'], { [rbac]: ['clusterroles'] }),
    ...rights(['bind', 'escalate'], { [rbac]: ['roles'] }, namespace),
    ...rights(['create'], { '': ['serviceaccounts/token', 'pods/binding'] }, namespace),
    ...rights(['create'], { '': ['nodes/proxy'], 'certificates.k8s.io': ['certificatesigningrequests'] }),
    ...rights(['approve', 'sign'], { 'certificates.k8s.io': ['signers'] }),
  ]
}

function elsewhere(ground: Ground): Trial[] {
  return [...peopleOf(ground.tenant), ...accountsOf(ground.tenant)].flatMap((who) =>
    foreignNamespaces(who, ground).map((namespace) => noRights(ground.cluster, who, namespace)),
  )
}

const askedToken: WorkCase = {
  what: 'a pod that asks for the token of its account',
  by: ['superpod-contained-work'],
  spec: { automountServiceAccountToken: true },
}

function unmountedTokens({ cluster, model, tenant }: Ground): Trial[] {
  const as = submitterOf(tenant)
  if (!as) return [nobody]
  return tenant.namespaces.map(({ name }) => async () => {
    const said = `a pod in ${name}`
    let volumes: readonly { name: string; projected?: { sources?: readonly object[] } }[] = []
    const refusal = await refusalOf(async () => {
      const made = await cluster.create(samplePod(model, tenant, name), { dryRun: true, as })
      volumes = ((made['spec'] as { volumes?: typeof volumes }).volumes ?? []) as typeof volumes
    })
    if (refusal !== undefined) return { untold: `${said} is refused: ${refusal}` }
    const mounts = volumes.some(({ projected }) =>
      projected?.sources?.some((source) => 'serviceAccountToken' in source),
    )
    return mounts ? { broken: `${said} that does not ask for a token gets one` } : held
  })
}

function keptNamespaces({ cluster, model, tenant }: Ground): Trial[] {
  if (model.target.kind !== 'twin') return []
  return tenant.namespaces.map(({ name }) => async () => {
    const ref = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
    const answer = await refusalOf(() => cluster.delete(ref, { dryRun: true }))
    if (answer === undefined) return { broken: `an administrator could delete namespace ${name}` }
    if (answer.includes('superpod-active-namespaces')) return held
    return { untold: `deleting namespace ${name} is refused for another reason: ${answer}` }
  })
}
