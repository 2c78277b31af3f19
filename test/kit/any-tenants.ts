import fc from 'fast-check'

/** What a tenant's file of any pod has, as `anyPod` takes it. */
export type TenantFacts = Readonly<Record<string, unknown>>

/** What one tenant is to be: its places follow from where the ones before it stand. */
interface Draft {
  readonly name: string
  readonly keys: readonly string[]
  /** Racks of its own; none: the shared pool. */
  readonly racks: number
  readonly sensitive: boolean
  readonly state: 'active' | 'suspended' | 'retired'
  readonly guaranteed: number
  readonly more: number
  readonly roles: readonly string[]
}

const name = fc.stringMatching(/^[a-d]{1,2}(-[a-d]{1,2}){0,2}$/)

const draft: fc.Arbitrary<Draft> = fc.record({
  name,
  keys: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
  racks: fc.constantFrom(0, 0, 0, 1, 2),
  sensitive: fc.boolean(),
  state: fc.constantFrom('active', 'active', 'suspended', 'retired'),
  guaranteed: fc.nat({ max: 40 }),
  more: fc.nat({ max: 100 }),
  roles: fc.subarray(['admins', 'members', 'viewers', 'auditors']),
})

/**
 * Tenants by name, in any number up to twelve: shared and dedicated, in every state, with short names that often begin
 * like one another. Most sets of them are valid; the rest only in that two namespaces would have one name, or that more is
 * promised than there is.
 */
export const anyTenants: fc.Arbitrary<Readonly<Record<string, TenantFacts>>> = fc
  .uniqueArray(draft, { minLength: 1, maxLength: 12, selector: (each) => each.name })
  .map((drafts) => {
    let racks = 0
    return Object.fromEntries(
      drafts.map((each) => {
        const own = Array.from({ length: each.racks }, (_, index) => `su1-r0${racks + index + 1}`)
        const fits = racks + own.length <= 7
        if (fits) racks += own.length
        return [each.name, facts(each, fits ? own : [])]
      }),
    )
  })

/** GPUs of one rack of DGX H100, as the reference architecture fills it. */
const gpusOfRack = 32

function facts({ name: tenant, keys, sensitive, state, guaranteed, more, roles }: Draft, racks: readonly string[]) {
  const dedicated = racks.length > 0
  const promised = dedicated ? Math.min(guaranteed, gpusOfRack * racks.length - 8) : guaranteed
  return {
    gpus: { guaranteed: promised, burst: dedicated ? promised : promised + more },
    namespaces: Object.fromEntries(keys.map((key) => [key, {}])),
    sensitivity: dedicated && sensitive ? 'sensitive' : 'internal',
    state,
    access: Object.fromEntries(roles.map((role) => [role, [`${tenant}-${role}`]])),
    placement: { dedicated: racks },
  }
}
