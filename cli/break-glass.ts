import { type BreakGlassProps, breakGlassBindingOf } from '#constructs'
import { didYouMean, type KubeObject, refusal, wordList, wrongUsage } from '#core'
import type { Cluster } from '#kube'
import type { PodModel, TenantModel } from '#model'
import { tenantAskedFor } from './stack-words.ts'

/** What somebody asks for who opens the pods of a sensitive tenant for a time. */
export interface BreakGlassWords {
  readonly tenant?: string | undefined
  readonly group?: string | undefined
  readonly user?: string | undefined
  readonly for?: string | undefined
  readonly reason?: string | undefined
}

const longestMinutes = 24 * 60

/** The sensitive tenant that is meant. @throws Fault 2 where there is none */
export function sensitiveTenant({ tenants }: PodModel, name: string | undefined): TenantModel {
  const tenant = tenants.find((each) => each.name === name)
  if (tenant?.sensitivity === 'sensitive') return tenant
  const sensitive = tenants.flatMap((each) => (each.sensitivity === 'sensitive' ? [each.name] : []))
  const near = name === undefined ? undefined : didYouMean(name, sensitive)
  throw wrongUsage({
    code: 'break-glass/not-sensitive',
    path: '--tenant',
    message: tenant
      ? `${tenant.name} is ${tenant.sensitivity}, but only the pods of sensitive tenants are closed: its members get into them as it is`
      : `--tenant is ${name ?? 'missing'}, but must be a sensitive tenant`,
    remedy: near ? `write ${near}` : sensitive.length > 0 ? `name ${wordList(sensitive)}` : 'no tenant is sensitive',
  })
}

/** The tenant whose pods are closed again: any, for a grant outlives a tenant that is sensitive no more. @throws Fault 2 */
export function tenantToEnd({ tenants }: PodModel, name: string | undefined): TenantModel {
  if (name !== undefined) return tenantAskedFor(tenants, name)
  throw wrongUsage({
    code: 'usage/value-missing',
    path: '--tenant',
    message: '--tenant is missing, but must name whose pods are closed again',
    remedy: 'write ./superpod break-glass --tenant <name> --end',
  })
}

/**
 * The bindings that are asked for: one in each namespace of the tenant.
 * @throws Fault 2 where nobody is named, no reason is given, or the time is none
 */
export function breakGlassBindings(
  { groupPrefix }: Pick<PodModel, 'groupPrefix'>,
  { name, namespaces }: Pick<TenantModel, 'name' | 'namespaces'>,
  words: BreakGlassWords,
  now: Date,
): { readonly bindings: readonly KubeObject[]; readonly who: readonly string[]; readonly expiresAt: string } {
  const prefixed = (list: string | undefined) =>
    (list?.split(',') ?? []).filter((each) => each !== '').map((each) => `${groupPrefix}${each}`)
  const [groups, users] = [prefixed(words.group), prefixed(words.user)]
  const who = [...groups, ...users]
  if (who.length === 0) throw wrong('--group', 'nobody is named, but somebody must be', 'add --group or --user')
  const reason = words.reason?.trim() ?? ''
  if (reason.length < 8) {
    throw wrong('--reason', `--reason is ${reason || 'missing'}, but must say why`, 'write 8 characters at least')
  }
  const expiresAt = `${new Date(now.valueOf() + minutesOf(words.for ?? '1h') * 60_000).toISOString().slice(0, 19)}Z`
  const props = (namespace: string): BreakGlassProps => ({ tenant: name, namespace, groups, users, expiresAt, reason })
  return { bindings: namespaces.map((each) => breakGlassBindingOf(props(each.name))), who, expiresAt }
}

function minutesOf(text: string): number {
  const [, number = '', unit] = /^(\d{1,4})(m|h)$/.exec(text) ?? []
  const minutes = Number(number) * (unit === 'h' ? 60 : 1)
  if (minutes >= 1 && minutes <= longestMinutes) return minutes
  throw wrong('--for', `--for is ${text}, but must be 1m to 24h`, 'write 30m or 4h, for example')
}

function wrong(path: string, message: string, remedy: string) {
  return wrongUsage({ code: 'usage/value-unknown', path, message, remedy })
}

/** Makes bindings, in place of those whose time is over. @throws Fault 1 where one is in force */
export async function grantAccess(cluster: Cluster, bindings: readonly KubeObject[], now: Date): Promise<void> {
  const there = await Promise.all(bindings.map((binding) => cluster.get(binding)))
  const inForce = there.find((binding) => binding && !(endOf(binding) <= now.toISOString()))
  if (inForce) throw alreadyOpen(inForce)
  for (const [index, binding] of bindings.entries()) {
    if (there[index]) await cluster.delete(binding)
    await cluster.create(binding)
  }
}

/** Takes bindings away. @returns namespaces that had one */
export async function endAccess(cluster: Cluster, namespaces: readonly string[], tenant: string): Promise<string[]> {
  const none = { tenant, groups: [], users: [], expiresAt: '', reason: '' }
  const gone = await Promise.all(
    namespaces.map((namespace) => cluster.delete(breakGlassBindingOf({ ...none, namespace }))),
  )
  return namespaces.filter((_, index) => gone[index])
}

function endOf({ metadata }: KubeObject): string {
  return metadata.annotations?.['superpod/expires-at'] ?? ''
}

function alreadyOpen(binding: KubeObject) {
  const { namespace = '' } = binding.metadata
  return refusal({
    code: 'break-glass/in-force',
    path: namespace,
    message: `the pods of ${namespace} are open until ${endOf(binding)}, but are opened for one grant at a time`,
    remedy: 'wait, or end it with --end first; nothing was changed',
  })
}
