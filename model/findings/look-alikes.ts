import { type Finding, foreignCharacters, seenForm, wordList } from '#core'
import type { PodModel } from '../pod-model.ts'

/** A text of one tenant that a person could take for another's. */
interface NamedText {
  readonly tenant: string
  readonly text: string
  /** What it is, for the message: `title`. */
  readonly what: string
  readonly path: string
}

/**
 * Titles, groups and registries that read like another tenant's although they are other characters. The same text is no
 * look-alike: whoever reads it reads what it is.
 */
export function lookAlikeFindings(model: PodModel): Finding[] {
  return [
    ...lookAlikes({ code: 'tenant/title-look-alike', known: names(model), judged: titles(model) }),
    ...lookAlikes({ code: 'tenant/group-look-alike', known: [], judged: groups(model) }),
    ...lookAlikes({ code: 'tenant/registry-look-alike', known: platformRegistries(model), judged: registries(model) }),
  ]
}

/** Texts of one sort: those that are there, and those that may be taken for them or for one another. */
interface SortedTexts {
  readonly code: string
  readonly known: readonly NamedText[]
  readonly judged: readonly NamedText[]
}

function lookAlikes({ code, known, judged }: SortedTexts): Finding[] {
  const owners = new Map<string, NamedText[]>()
  for (const named of known) remember(owners, named)
  const granted = new Set(known.map(({ text }) => text))
  return judged.flatMap((named) => {
    if (granted.has(named.text)) return []
    const other = seenForms(named.text)
      .flatMap((form) => owners.get(form) ?? [])
      .find(({ tenant, text }) => tenant !== named.tenant && text !== named.text)
    remember(owners, named)
    if (!other) return []
    const odd = foreignCharacters(named.text)
    const characters = odd.length > 0 ? ` (it has ${wordList(odd, 'and')})` : ''
    return [
      {
        code,
        severity: 'error' as const,
        path: named.path,
        message: `${named.what} ${named.text} of ${named.tenant} reads like ${other.what} ${other.text} of ${other.tenant}, but is other characters${characters}`,
        remedy: 'write another one that nobody can take for it, or the very same if the same is meant',
      },
    ]
  })
}

function remember(owners: Map<string, NamedText[]>, named: NamedText): void {
  for (const form of seenForms(named.text)) owners.set(form, [...(owners.get(form) ?? []), named])
}

/** What a text looks like, by Unicode's table of confusable characters: as it stands, and in small letters. */
function seenForms(text: string): string[] {
  return [...new Set([seenForm(text), seenForm(text.toLowerCase())])]
}

function names({ tenants }: PodModel): NamedText[] {
  return tenants.map(({ name }) => ({ tenant: name, text: name, what: 'name', path: `tenants.${name}.name` }))
}

function titles({ tenants }: PodModel): NamedText[] {
  return tenants.map(({ name, title }) => {
    return { tenant: name, text: title, what: 'title', path: `tenants.${name}.title` }
  })
}

function groups({ tenants, groupPrefix }: PodModel): NamedText[] {
  return tenants.flatMap((tenant) =>
    Object.entries(tenant.groups).flatMap(([role, all]: [string, readonly string[]]) =>
      all.map((group) => {
        const text = group.slice(groupPrefix.length)
        return { tenant: tenant.name, text, what: 'group', path: `tenants.${tenant.name}.access.${role}.${text}` }
      }),
    ),
  )
}

function platformRegistries({ platform }: PodModel): NamedText[] {
  return platform.policy.registries.map((text) => {
    return { tenant: 'the platform', text, what: 'registry', path: 'platform.policy.registries' }
  })
}

function registries({ tenants }: PodModel): NamedText[] {
  return tenants.flatMap(({ name, terms }) =>
    (terms.registries ?? []).map((text) => {
      return { tenant: name, text, what: 'registry', path: `tenants.${name}.registries.${text}` }
    }),
  )
}
