import type { KubeObject } from '#core'
import { type Asker, refusalOf } from '#kube'
import { breakGlassBinding as binding, breakGlassLabel, grantIn, breakGlassRole as role } from '../break-glass.ts'
import type { Ground } from './ground.ts'
import { held, type Trial, type Verdict } from './trial.ts'

const rbac = 'rbac.authorization.k8s.io'

/** Tries of bindings that would open pods as they must not be opened, by whoever runs superpod. */
export function breakGlassTrials({ cluster, tenant }: Ground): Trial[] {
  return tenant.namespaces.flatMap(({ name: namespace }) =>
    openings(tenant.name, namespace).map(({ what, object, by }) => async () => {
      const answer = await refusalOf(() => cluster.create(object, { dryRun: true }))
      return refusedBy(by, `${what} in ${namespace}`, answer)
    }),
  )
}

/** A try that tells nothing, and fails nothing, as long as somebody has opened pods of the tenant on purpose. */
export function unlessOpened({ cluster, tenant }: Ground, trial: Trial): Trial {
  return async () => {
    const verdict = await trial()
    if (!('broken' in verdict)) return verdict
    for (const { name: namespace } of tenant.namespaces) {
      const opened = await grantIn(cluster, namespace)
      const { until = 'a time that it does not say' } = opened ?? {}
      if (opened) return { untold: `break-glass has pods of ${namespace} open until ${until}` }
    }
    return verdict
  }
}

/** Tries of what the account that ends a tenant must not do to queues. */
export function expiryTrials({ cluster, model, tenant }: Ground): Trial[] {
  const name = `expiry-${tenant.name}`
  const as: Asker = {
    user: `system:serviceaccount:superpod-system:${name}`,
    groups: ['system:serviceaccounts', 'system:serviceaccounts:superpod-system', 'system:authenticated'],
  }
  const patched = (queue: string, spec: object) => () =>
    cluster.send({
      method: 'PATCH',
      path: `/apis/kueue.x-k8s.io/v1beta2/clusterqueues/${queue}?dryRun=All`,
      contentType: 'application/merge-patch+json',
      action: `change ClusterQueue ${queue} as ${name}`,
      body: { spec },
      as,
    })
  const other = model.tenants.find((each) => each.name !== tenant.name)
  const tried = (what: string, by: string, request: () => Promise<unknown>) => async () =>
    refusedBy(by, `${name}: ${what}`, await refusalOf(request))
  return [
    async () => {
      const answer = await refusalOf(patched(tenant.name, { stopPolicy: 'Hold' }))
      return answer === undefined ? held : { untold: `${name} could not even hold its queue: ${answer}` }
    },
    tried(
      'another order of the queue',
      'superpod-expiry',
      patched(tenant.name, { queueingStrategy: otherOrder(tenant) }),
    ),
    tried('a cohort for the queue', 'superpod-expiry', patched(tenant.name, { cohortName: 'superpod-nobody-s' })),
    ...(other
      ? [tried(`the queue of ${other.name}`, 'cannot patch', patched(other.name, { stopPolicy: 'Hold' }))]
      : []),
  ]
}

function otherOrder({ queue }: Ground['tenant']): string {
  return queue.strategy === 'StrictFIFO' ? 'BestEffortFIFO' : 'StrictFIFO'
}

function refusedBy(by: string, said: string, answer: string | undefined): Verdict {
  if (answer === undefined) return { broken: `${said}, would be accepted` }
  return answer.includes(by) ? held : { untold: `${said}, is refused for another reason: ${answer}` }
}

interface Opening {
  readonly what: string
  readonly object: KubeObject
  /** Words of the one rule that must refuse it. */
  readonly by: string
}

function openings(tenant: string, namespace: string): Opening[] {
  // no clock here: a day that is too late breaks one rule, whatever day it is
  const notes = { 'superpod/expires-at': '9999-01-01T00:00:00Z', 'superpod/reason': 'a try of superpod controls' }
  const open = (annotations: Record<string, string>, subject = 'superpod-controls', name = binding): KubeObject => ({
    apiVersion: `${rbac}/v1`,
    kind: 'RoleBinding',
    metadata: { name, namespace, labels: { [breakGlassLabel]: tenant }, annotations },
    roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: role },
    subjects: [{ apiGroup: rbac, kind: 'Group', name: subject }],
  })
  return [
    { what: 'opening pods without a reason', by: 'says why', object: open({}) },
    { what: 'opening pods for ever', by: 'within 24 hours', object: open(notes) },
    {
      what: 'opening pods to everybody',
      by: 'pods are opened for people',
      object: open(notes, 'system:authenticated'),
    },
    {
      what: 'opening pods by a binding of another name',
      by: 'is given by a RoleBinding called',
      object: open(notes, 'superpod-controls', 'superpod-controls'),
    },
  ]
}
