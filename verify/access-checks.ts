import { counted, type Finding, wordList } from '#core'
import type { PodModel } from '#model'
import { breakGlassBinding, type Grant, grantsOf, isOverdue } from './break-glass.ts'
import { type Check, difference, judgedCheck, openCheck } from './check.ts'
import type { LiveMachine } from './live-machine.ts'

const title = 'nobody has a way into pods that has ended, or that nothing will end'

/**
 * Whether each way into pods of a sensitive tenant is one that will be taken away, and has not ended before.
 * @param now - this moment, in UTC: `2027-01-31T16:00:00Z`
 */
export function accessChecks(model: PodModel, { bindings }: LiveMachine, now: string): Check[] {
  if (!bindings) return [openCheck('break-glass', title, 'bindings could not be read')]
  const grants = grantsOf(bindings)
  const note = counted(grants.length, 'break-glass grant')
  return [
    judgedCheck(
      'break-glass',
      title,
      note,
      grants.flatMap((grant) => grantFindings(model, grant, now)),
    ),
  ]
}

function grantFindings(model: PodModel, grant: Grant, now: string): Finding[] {
  const { namespace, name, who, until, reason } = grant
  const path = namespace === undefined ? `ClusterRoleBinding ${name}` : `RoleBinding ${namespace}/${name}`
  const whom = who.length > 0 ? wordList([...who]) : 'nobody'
  const where = namespace === undefined ? 'all namespaces' : namespace
  const unwatched = whyUnwatched(model, grant)
  if (unwatched !== undefined) {
    return [
      difference({
        code: 'verify/break-glass-unwatched',
        path,
        message: `it opens the pods of ${where} to ${whom}, and nothing takes it away: ${unwatched}`,
        remedy: remedyOf(model, grant),
      }),
    ]
  }
  if (isOverdue(grant, now)) {
    return [
      difference({
        code: 'verify/break-glass-overdue',
        path,
        message: `it ended ${until ?? 'at no time that it says'}, but still opens the pods of ${where} to ${whom} at ${now}`,
        remedy: `${remedyOf(model, grant)}, and look why CronJob expiry-${grant.tenant} in superpod-system did not`,
      }),
    ]
  }
  const message = `the pods of ${where} are open to ${whom} until ${until}: ${reason ?? 'no reason is given'}`
  return [{ code: 'verify/break-glass-open', severity: 'info', path, message }]
}

/** Why no CronJob will take a grant away; undefined where one does. */
function whyUnwatched({ tenants }: PodModel, { namespace, tenant, name }: Grant): string | undefined {
  if (namespace === undefined) return 'it holds for the whole cluster'
  const owner = tenants.find(({ namespaces }) => namespaces.some((each) => each.name === namespace))
  if (!owner) return `${namespace} is of no tenant`
  if (owner.sensitivity !== 'sensitive') return `${owner.name} is ${owner.sensitivity} now`
  if (name !== breakGlassBinding || tenant !== owner.name) return 'it has another name or label than a grant has'
  return undefined
}

function remedyOf({ name: pod, target, tenants }: PodModel, { namespace, name, tenant }: Grant): string {
  const known = tenants.some((each) => each.name === tenant)
  if (known && name === breakGlassBinding && namespace !== undefined)
    return `./superpod break-glass ${pod} --target ${target.name} --tenant ${tenant} --end`
  return namespace === undefined
    ? `kubectl delete clusterrolebinding ${name}`
    : `kubectl delete rolebinding ${name} -n ${namespace}`
}
