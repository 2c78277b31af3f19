import type { ControlId } from '#catalog'
import { grantIn, isOverdue } from '../break-glass.ts'
import type { Ground } from './ground.ts'

/** What stands on the cluster otherwise than config has it, one line each. Looking is no try: it proves no decision. */
export type Look = (ground: Ground) => Promise<readonly string[]>

const bindingKind = 'ValidatingAdmissionPolicyBinding'

/** What is compared with config where nothing can be tried, by control. */
export const looks: Readonly<Partial<Record<ControlId, Look>>> = {
  // a claim to belong to a job can be tried only where there is a job
  'work/queued': async ({ cluster }) => {
    const name = 'superpod-queued-gpu-work'
    const ref = { apiVersion: 'admissionregistration.k8s.io/v1', kind: bindingKind, metadata: { name } }
    const binding = await cluster.get(ref)
    const { validationActions = [] } = (binding?.['spec'] ?? {}) as { validationActions?: string[] }
    return validationActions.includes('Deny') ? [] : [`${bindingKind} ${name} ${binding ? 'does not deny' : 'is gone'}`]
  },
  'access/break-glass': async ({ cluster, tenant, now }) => {
    const grants = await Promise.all(tenant.namespaces.map(({ name }) => grantIn(cluster, name)))
    return grants
      .filter((grant) => grant !== undefined && isOverdue(grant, now))
      .map(
        (grant) =>
          `the pods of ${grant?.namespace} are still open, by a grant that ended ${grant?.until ?? 'at no time'}`,
      )
  },
  'queues/apart': async ({ cluster, tenant }) => {
    const ref = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name: tenant.name } }
    const queue = await cluster.get(ref)
    if (!queue) return [`there is no ClusterQueue ${tenant.name}`]
    const { cohortName, cohort } = queue['spec'] as { cohortName?: string; cohort?: string }
    const found = cohortName ?? cohort
    return found ? [`ClusterQueue ${tenant.name} is in cohort ${found}`] : []
  },
  'network/closed': async ({ cluster, tenant }) => {
    const wanted = [
      'default-deny',
      'dns',
      'same-namespace',
      ...Object.keys(tenant.egress).map((key) => `egress-${key}`),
    ]
    const lines = tenant.namespaces.map(async ({ name: namespace }) => {
      const query = { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', namespace }
      const names = (await cluster.list(query)).map(({ metadata }) => metadata.name)
      return [
        ...wanted.filter((name) => !names.includes(name)).map((name) => `${namespace} has no NetworkPolicy ${name}`),
        ...names
          .filter((name) => !wanted.includes(name))
          .map((name) => `${namespace} has a NetworkPolicy ${name} that config does not know`),
      ]
    })
    return (await Promise.all(lines)).flat()
  },
}
