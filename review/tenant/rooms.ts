import { wordList } from '#core'
import type { TenantModel } from '#model'
import type { Explanation, TenantRule, WayBack } from '../draft.ts'

/** Nothing brings data back that went with its namespace. */
export const dataIsLost: WayBack = {
  kind: 'impossible',
  how: 'a revert makes empty namespaces of the same names; what was in them is in backups or nowhere',
}

/** Rules for the namespaces of a tenant, and what may be claimed in them. */
export const roomRules: readonly TenantRule[] = [
  {
    at: /^namespaces\.[^.]+$/,
    drafts: ({ path, before }, { was, is }) => {
      const key = path.split('.')[1] ?? ''
      const name = `${is.name}-${key}`
      if (before === undefined) {
        return [
          {
            topic: 'tenant/namespace-added',
            what: `namespace ${key} added (${name})`,
            why: 'a new namespace with the queue, quota and access of the tenant',
            class: 'in place',
            explains: inNamespace(is.name, name),
          },
        ]
      }
      return [
        {
          topic: 'tenant/namespace-removed',
          what: `namespace ${key} is removed: ${name} is deleted with all that is in it`,
          why: `Kubernetes cannot rename a namespace; ${claims(was, 1)}, and every job and Secret go with it`,
          class: 'replaces a namespace',
          back: dataIsLost,
          explains: inNamespace(is.name, name),
        },
      ]
    },
  },
  {
    at: /^namespaces\./,
    drafts: ({ path }) => [
      { topic: 'tenant/words', what: `${path} is another`, why: 'a purpose is for people', class: 'nothing' },
    ],
  },
  {
    at: /^storage\./,
    drafts: ({ path, before, after }, { is }) => {
      const purpose = path.replace('storage.', '')
      const less = Number(after ?? 0) < Number(before ?? 0)
      return [
        {
          topic: 'tenant/storage',
          what: `${purpose} ${printedGiB(Number(before ?? 0))} → ${printedGiB(Number(after ?? 0))} a namespace`,
          why: less
            ? 'a quota counts what is claimed and deletes nothing: claims that are there stay, new ones are refused above it'
            : 'more may be claimed',
          class: 'in place',
          explains: [{ kinds: ['ResourceQuota'], tenant: is.name, fields: /^spec\.hard\b/ }],
        },
      ]
    },
  },
]

/** Everything in one namespace of a tenant, and the namespace itself. */
function inNamespace(tenant: string, namespace: string): Explanation[] {
  return [
    {
      kinds: [],
      tenant,
      named: (name, room) => room === namespace || (room === '' && name === namespace),
    },
  ]
}

/** What may have been claimed in a tenant's namespaces, as the subject of a sentence. */
export function claims({ storage }: TenantModel, namespaces: number): string {
  const parts = Object.entries(storage).map(
    ([purpose, sizeGiB]) => `${printedGiB(Number(sizeGiB) * namespaces)} of ${purpose}`,
  )
  const sumGiB = Object.values(storage).reduce((sum, sizeGiB) => sum + Number(sizeGiB) * namespaces, 0)
  const all = parts.length > 1 ? `, ${printedGiB(sumGiB)} in all` : ''
  return parts.length === 0 ? 'its claims' : `claims of up to ${wordList(parts, 'and')}${all}`
}

/** A size for people: `500 TiB`, `1 PiB`. */
function printedGiB(sizeGiB: number): string {
  const [size, unit] =
    sizeGiB >= 1024 ** 2 ? [sizeGiB / 1024 ** 2, 'PiB'] : sizeGiB >= 1024 ? [sizeGiB / 1024, 'TiB'] : [sizeGiB, 'GiB']
  return `${Number(size.toFixed(2))} ${unit}`
}
