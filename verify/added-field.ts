import { isNothing, type KubeObject } from '#core'
import type { FieldDrift } from './field-drift.ts'

/** A field that is there beside what config has, and the program that put it there. */
export interface AddedField extends FieldDrift {
  readonly manager: string
}

/** One entry of `metadata.managedFields`: which program owns which fields. */
export interface ManagedFields {
  readonly manager?: string
  readonly operation?: string
  readonly subresource?: string
  readonly time?: string
  readonly fieldsV1?: Readonly<Record<string, unknown>>
}

/** Programs that write objects by themselves: the deliveries, what acts on a tenant's last day, and controllers. */
const programs = [
  /^superpod-expiry-\d{4}-\d{2}-\d{2}(-over-hold)?$/,
  /^(HashiCorp|Terraform|OpenTofu|tofu|terraform-provider-.*|Helm|helm|superpod)$/,
  /^(kube-apiserver|kube-controller-manager|kube-scheduler|kubelet|kueue|cainjector|.*-controller|.*-operator)$/,
]

/** Entries of an object that no delivery and no controller has made: somebody's hand, or another tool. */
export function entriesByHand({ metadata }: KubeObject): ManagedFields[] {
  const entries = (metadata['managedFields'] ?? []) as readonly ManagedFields[]
  return entries.filter(
    ({ manager = '', subresource = 'scale' }) =>
      subresource === 'scale' && !programs.some((pattern) => pattern.test(manager)),
  )
}

/**
 * What somebody added to an object by hand, that config does not have: `kubectl edit` leaves its name on it.
 * Annotations do not count: people and tools make notes there.
 * @see https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management
 */
export function addedFields(wanted: KubeObject, live: KubeObject): AddedField[] {
  return entriesByHand(live).flatMap(({ manager = '', fieldsV1 = {} }) => {
    const { 'f:metadata': metadata, 'f:status': _status, ...rest } = fieldsV1
    const labels = (metadata as Record<string, unknown> | undefined)?.['f:labels']
    const owned = { ...rest, ...(labels ? { 'f:metadata': { 'f:labels': labels } } : {}) }
    return addedAt([], owned, wanted, live).map((field) => ({ ...field, manager }))
  })
}

/** Walks what is owned until config does not have it: the outermost such field is the one that was added. */
function addedAt(path: readonly string[], owned: object, wanted: unknown, live: unknown): FieldDrift[] {
  return Object.entries(owned).flatMap(([key, below]) => {
    // people and tools make notes in annotations, of pod templates too; certificates are given out by controllers
    if (key === '.' || key === 'f:annotations' || key === 'f:caBundle') return []
    const [part, own, other] = step(key, wanted, live)
    if (part === undefined || other === undefined) return []
    const at = [...path, part]
    if (own === undefined || own === null) return isNothing(other) ? [] : [{ path: at, wanted: undefined, live: other }]
    return addedAt(at, below as object, own, other)
  })
}

type Step = readonly [part: string | undefined, wanted: unknown, live: unknown]

/** `f:` is a field of a map, `k:` an item with these keys, `v:` an item with this value, `i:` an item by its place. */
function step(key: string, wanted: unknown, live: unknown): Step {
  const text = key.slice(2)
  if (key.startsWith('f:')) return [text, fieldOf(wanted, text), fieldOf(live, text)]
  if (key.startsWith('i:'))
    return [
      `[${text}]`,
      itemOf(wanted, (_item, index) => `${index}` === text),
      itemOf(live, (_item, index) => `${index}` === text),
    ]
  const meant = JSON.parse(text) as unknown
  const is = (item: unknown) => (key.startsWith('k:') ? hasKeys(item, meant as object) : item === meant)
  return [`[${nameOf(meant)}]`, itemOf(wanted, is), itemOf(live, is)]
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined
}

function itemOf(value: unknown, is: (item: unknown, index: number) => boolean): unknown {
  return Array.isArray(value) ? value.find(is) : undefined
}

function hasKeys(item: unknown, keys: object): boolean {
  return Object.entries(keys).every(([key, value]) => fieldOf(item, key) === value)
}

function nameOf(meant: unknown): string {
  return typeof meant === 'object' && meant !== null ? Object.values(meant).join(' ') : String(meant)
}
