import type { ArgDef } from 'citty'
import { didYouMean, wordList, wrongUsage } from '#core'

/** The stacks that a command line names. */
export interface StackWords {
  /** Names, joined by commas. */
  readonly stack?: string | undefined
  /** Tenants, joined by commas. */
  readonly tenant?: string | undefined
}

/** Narrows a command to some stacks. */
export const stackArguments = {
  stack: { type: 'string', valueHint: 'name', description: 'only this stack; may be given again' },
  tenant: { type: 'string', valueHint: 'name', description: "only this tenant's stack; may be given again" },
} as const satisfies Record<string, ArgDef>

/** Words that a command line gives as one text, joined by commas. */
export function listed(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(',').filter(Boolean)
}

/**
 * Those of all stacks that a command line asks for; all where it names none.
 * @throws Fault 2 for a name that no stack has
 */
export function stacksAskedFor<Stack extends { readonly name: string; readonly tenant?: string }>(
  all: readonly Stack[],
  words: StackWords,
): readonly Stack[] {
  const stacks = listed(words.stack)
  const tenants = listed(words.tenant)
  if (stacks.length === 0 && tenants.length === 0) return all
  known(
    'stack',
    stacks,
    all.map(({ name }) => name),
  )
  known(
    'tenant',
    tenants,
    all.flatMap(({ tenant }) => tenant ?? []),
  )
  return all.filter(({ name, tenant }) => stacks.includes(name) || (tenant !== undefined && tenants.includes(tenant)))
}

/**
 * The tenant that a command line names.
 * @throws Fault 2 for a name that none has
 */
export function tenantAskedFor<Tenant extends { readonly name: string }>(all: readonly Tenant[], name: string): Tenant {
  known(
    'tenant',
    [name],
    all.map((tenant) => tenant.name),
  )
  const found = all.find((tenant) => tenant.name === name)
  if (!found) throw new Error(`no tenant ${name}`)
  return found
}

function known(kind: 'stack' | 'tenant', asked: readonly string[], names: readonly string[]): void {
  const unknown = asked.find((name) => !names.includes(name))
  if (unknown === undefined) return
  const meant = didYouMean(unknown, names)
  throw wrongUsage({
    code: kind === 'stack' ? 'usage/unknown-stack' : 'usage/unknown-tenant',
    path: `--${kind}`,
    message: `there is no ${kind} ${unknown}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: `use ${wordList(names.length > 24 ? [...names.slice(0, 24), 'others'] : names)}`,
  })
}
