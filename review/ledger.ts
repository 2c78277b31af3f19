import { type CapacityReport, capacityReport, type PodModel } from '#model'

/** One number before and after. */
export interface BeforeAfter<Value> {
  readonly name: string
  /** Undefined where it is new. */
  readonly before?: Value
  /** Undefined where it is gone. */
  readonly after?: Value
}

/** The ledger of a pod before and after a change, by pool and by tenant. */
export interface LedgerChange {
  readonly pools: readonly BeforeAfter<CapacityReport['pools'][number]>[]
  readonly tenants: readonly BeforeAfter<CapacityReport['tenants'][number]>[]
}

/** What becomes of capacity, on one day: all pools, and all tenants. */
export function ledgerChange(before: PodModel | undefined, after: PodModel | undefined, at: string): LedgerChange {
  const [was, is] = [before, after].map((model) => model && capacityReport(model, { at }))
  return { pools: joined(was?.pools ?? [], is?.pools ?? []), tenants: joined(was?.tenants ?? [], is?.tenants ?? []) }
}

function joined<Value extends { readonly name: string }>(
  before: readonly Value[],
  after: readonly Value[],
): BeforeAfter<Value>[] {
  const [were, are] = [before, after].map((list) => new Map(list.map((each) => [each.name, each])))
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort()
  return names.map((name) => {
    const [was, is] = [were?.get(name), are?.get(name)]
    return { name, ...(was ? { before: was } : {}), ...(is ? { after: is } : {}) }
  })
}
