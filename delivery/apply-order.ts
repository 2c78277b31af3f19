import { addressOrder } from './address-order.ts'
import type { DeliveryStack, StackObject } from './delivery-stack.ts'

/** A stack's things in the order in which they are applied. */
export interface ApplyOrder {
  /** Typed resources that need no release, in waves: namespaces, roles, all others. */
  readonly waves: readonly (readonly StackObject[])[]
  /** Addresses of releases, and of typed resources that need one. */
  readonly rest: readonly string[]
  /** All that an address comes after, near and far. */
  after(address: string): readonly string[]
}

const roles = ['ServiceAccount', 'Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding', 'PriorityClass']

/** The order in which a stack is applied; it is removed in the reverse. */
export function applyOrder(stack: DeliveryStack): ApplyOrder {
  const needs = addressOrder(stack.json)
  const after = (address: string) => [...nearAndFar(address, needs)]
  const needsRelease = ({ address }: StackObject) => after(address).some((need) => need.startsWith('helm_release.'))
  const [late, early] = parted(stack.objects, needsRelease)
  const waves: [StackObject[], StackObject[], StackObject[]] = [[], [], []]
  for (const each of early) waves[waveOf(each)].push(each)
  const rest = [...late, ...stack.releases].map(({ address }) => address)
  return { waves, rest, after }
}

function nearAndFar(address: string, needs: ReadonlyMap<string, readonly string[]>): Set<string> {
  const all = new Set(needs.get(address) ?? [])
  // a set that grows while it is walked is walked to its end
  for (const need of all) for (const further of needs.get(need) ?? []) all.add(further)
  return all
}

function waveOf({ object: { kind } }: StackObject): 0 | 1 | 2 {
  if (kind === 'Namespace') return 0
  return roles.includes(kind) ? 1 : 2
}

function parted<Item>(items: readonly Item[], test: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(test), items.filter((item) => !test(item))]
}
