import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChangeAction, type ConsequenceRule, consequenceRules, forceNewFields } from '#catalog'
import { guardFindings, planChanges } from '#delivery'
import { isAtLeast, type ReviewedPod, review, type StackThing } from '#review'
import { effects } from '../../review/effect.ts'
import { bothSides, plantedChanges } from '../kit/planted-change.ts'
import { state } from '../kit/planted-review.ts'
import { plantedDay } from '../kit/planted-sides.ts'

// one state of a pod, so that no rule of config has a say: what is judged is the table alone
const [anyChange] = plantedChanges().filter(({ pod }) => pod === 'gefion')
if (!anyChange) throw new Error('there is no planted change of gefion')
const pod = await state('base', bothSides(anyChange).base, 'metal')

const cases = consequenceRules.flatMap((rule, row) =>
  rule.kinds.flatMap((kind) => rule.actions.map((action) => ({ row, rule, kind, action, why: rule.why }))),
)

describe('the guard of apply and a review read one table', () => {
  test.each(cases)('row $row: to $action a $kind $why', ({ rule, kind, action }) => {
    const { before, after } = things(rule, kind, action)
    const [effect, ...others] = effects([pairOf(before, after)])
    // what nobody can change in place is made anew
    const fixed = rule.fields?.some((field) => forceNewFields[kind]?.includes(field)) ?? false
    expect([effect?.action, others]).toEqual([action === 'update' && fixed ? 'replace' : action, []])
    const { said, guard } = both(before, after)
    if (rule.consequence === 'destructive') expect([guard, said.verdict]).toEqual(['destroys', 'destroys'])
    if (rule.consequence === 'disruptive') expect(guard).not.toBe('nothing')
    expectAgreement(said, guard)
  })

  test('of whatever comes together', () => {
    const several = fc.uniqueArray(fc.constantFrom(...cases.keys()), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(several, (rows) => {
        const sides = rows.map((row, index) => {
          const { rule, kind, action } = cases[row] ?? cases[0] ?? fail()
          return things(rule, kind, action, `${index}`)
        })
        const [before, after] = [sides.flatMap((side) => side.before ?? []), sides.flatMap((side) => side.after ?? [])]
        const { said, guard } = bothOf(before, after)
        expectAgreement(said, guard)
      }),
      { numRuns: 60 },
    )
  })

  test('and so does a plan of Terraform that holds the same change', () => {
    for (const { rule, kind, action } of cases.filter(({ kind }) => kind === 'Namespace' || kind === 'StorageClass')) {
      const { before, after } = things(rule, kind, action)
      const type = kind === 'Namespace' ? 'kubernetes_namespace_v1' : 'kubernetes_storage_class_v1'
      const actions = action === 'replace' ? ['delete', 'create'] : [action]
      const [was, is] = [before, after].map((thing) => (thing ? { metadata: [thing.content.metadata] } : null))
      const change = { actions, before: was ?? null, after: is ?? null }
      const plan = { format_version: '1.2', resource_changes: [{ address: `${type}.x`, type, name: 'x', change }] }
      const codes = guardFindings([{ changes: planChanges(plan) }], none).map(({ code }) => code)
      expect(codes).toEqual(guardFindings([{ changes: changesOf(before, after) }], none).map(({ code }) => code))
    }
  })
})

const none = { confirmed: [], disruption: false }

type Word = 'destroys' | 'disruptive' | 'nothing'

function fail(): never {
  throw new Error('the table is empty')
}

/** What is refused is never called safe, what destroys is called so, and what is safe is refused by nobody. */
function expectAgreement({ verdict }: { readonly verdict: Parameters<typeof isAtLeast>[0] }, guard: Word): void {
  if (guard === 'destroys') expect(verdict).toBe('destroys')
  if (guard === 'disruptive') expect(isAtLeast(verdict, 'disruptive')).toBe(true)
  if (guard === 'nothing') expect(['safe', 'decision']).toContain(verdict)
}

function both(before: StackThing | undefined, after: StackThing | undefined) {
  return bothOf(before ? [before] : [], after ? [after] : [])
}

function bothOf(before: readonly StackThing[], after: readonly StackThing[]) {
  const stack = 'gefion-metal-platform'
  const side = (things: readonly StackThing[]) => ({ name: stack, tenant: 'genomics', things })
  const named: ReviewedPod = { ...pod, stacks: [stack] }
  const pairs = [{ before: side(before), after: side(after) }]
  const said = review({ before: named, after: named, pairs, at: plantedDay, findings: [] })
  const addresses = [...new Set([...before, ...after].map(({ address }) => address))]
  const changes = addresses.flatMap((address) => {
    const of = (list: readonly StackThing[]) => list.find((thing) => thing.address === address)
    return changesOf(of(before), of(after))
  })
  const codes = guardFindings([{ changes }], none).map(({ code }) => code)
  const guard: Word = codes.includes('guard/destructive') ? 'destroys' : codes.length > 0 ? 'disruptive' : 'nothing'
  return { said, guard }
}

function pairOf(before: StackThing | undefined, after: StackThing | undefined) {
  const side = (thing: StackThing | undefined) => ({ name: 's', tenant: 'genomics', things: thing ? [thing] : [] })
  return { before: side(before), after: side(after) }
}

/** The change as a plan has it. */
function changesOf(before: StackThing | undefined, after: StackThing | undefined) {
  return effects([pairOf(before, after)]).map(({ fields: _, class: _class, ...facts }) => {
    return { ...facts, before: before?.content, after: after?.content }
  })
}

/** Two states of one thing for which a row of the table holds. */
function things(rule: ConsequenceRule, kind: string, action: ChangeAction, suffix = '') {
  const name = `thing${suffix}`
  const thing = (side: 'before' | 'after'): StackThing => {
    const content = {
      apiVersion: 'v1',
      kind,
      metadata: { name: side === 'after' && action === 'replace' ? `${name}-x` : name },
    }
    const chart = rule.charts?.[0] ?? 'somebody-s'
    const shared = { address: `${kind}.x${suffix}`, kind, namespace: '', name: content.metadata.name }
    const full = withField(content, rule, side, action)
    return kind === 'HelmRelease' ? { ...shared, chart, content: full } : { ...shared, content: full }
  }
  return {
    before: action === 'create' ? undefined : thing('before'),
    after: action === 'delete' ? undefined : thing('after'),
  }
}

function withField(
  content: StackThing['content'],
  { fields, when }: ConsequenceRule,
  side: 'before' | 'after',
  action: ChangeAction,
) {
  const actions = fields?.some((field) => field.endsWith('validationActions')) ?? false
  const [before, after] = actions ? ['Deny', 'Warn'] : valuesFor(when)
  const value = side === 'before' ? before : after
  // a row without fields holds for any change, and a replacement changes its name
  const [path] = fields ?? (action === 'update' ? ['spec.anything'] : [])
  if (path === undefined || value === undefined) return content
  const nested = path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value)
  return { ...content, ...merged(content, nested) } as StackThing['content']
}

function merged(one: unknown, other: unknown): object {
  const [left, right] = [one, other] as Record<string, unknown>[]
  const isMap = (value: unknown) => typeof value === 'object' && value !== null
  const entries = Object.entries(right ?? {}).map(([key, value]) => {
    return [key, isMap(value) && isMap(left?.[key]) ? merged(left?.[key], value) : value]
  })
  return { ...left, ...Object.fromEntries(entries) }
}

function valuesFor(when: ConsequenceRule['when']): [unknown, unknown] {
  if (when === undefined || when === 'any') return ['a', 'b']
  return {
    lowered: ['2', '1'],
    set: [undefined, 'Hold'],
    taken: ['a', undefined],
    given: [undefined, 'a'],
    downgraded: ['2.0.0', '1.0.0'],
    loosened: ['restricted', 'privileged'],
    promoted: ['viewer', 'admin'],
  }[when] as [unknown, unknown]
}
