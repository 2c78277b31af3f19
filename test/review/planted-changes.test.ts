import { describe, expect, test } from 'vitest'
import { guardFindings } from '#delivery'
import { type Verdict, verdicts } from '#review'
import { effects } from '../../review/effect.ts'
import { verdictOf } from '../../review/verdict.ts'
import { plantedChanges } from '../kit/planted-change.ts'
import { type PlantedReview, plantedReview } from '../kit/planted-review.ts'

const changes = plantedChanges()
const judged = changes.filter(({ says }) => says !== undefined)
const given = new Map<string, Verdict>()

describe.each(judged)('$name: $change', (change) => {
  test('is judged as somebody who runs such a machine would', async () => {
    const { review, text, pairs } = await plantedReview(change)
    expect(guardWord(pairs), 'the guard and the review agree').toBe(wordOfReview(review.verdict, pairs))
    given.set(change.name, review.verdict)
    expectTrustedReach(review, pairs)
    expect(said(review, change)).toEqual(expected(change))
    for (const phrase of change.says?.phrases ?? []) expect(text.toLowerCase()).toContain(phrase.toLowerCase())
    for (const phrase of change.says?.never ?? []) expect(text.toLowerCase()).not.toContain(phrase.toLowerCase())
  })
})

/** Whoever's stack has something that people feel is said to be reached: "no tenant is affected" can be trusted. */
function expectTrustedReach({ reached }: PlantedReview['review'], pairs: PlantedReview['pairs']): void {
  const felt = effects(pairs).filter((effect) => effect.tenant !== undefined && verdictOf(effect.class) !== 'safe')
  const names = [...new Set(felt.flatMap(({ tenant }) => tenant ?? []))]
  expect(reached.map(({ name }) => name)).toEqual(expect.arrayContaining(names))
}

/** The gravest word of the guard of apply for the same stacks. */
function guardWord(pairs: PlantedReview['pairs']): 'destroys' | 'disruptive' | 'nothing' {
  const codes = guardFindings([{ changes: guardedChanges(pairs) }], { confirmed: [], disruption: false }).map(
    ({ code }) => code,
  )
  return codes.includes('guard/destructive') ? 'destroys' : codes.length > 0 ? 'disruptive' : 'nothing'
}

// a review may be graver, for it knows what a change is for; milder than the guard it is never
function wordOfReview(verdict: Verdict, pairs: PlantedReview['pairs']) {
  const word = guardWord(pairs)
  if (word === 'destroys') return verdict === 'destroys' ? word : verdict
  if (word === 'disruptive') return verdict === 'safe' ? verdict : word
  return word
}

/** Changes as the guard of apply would read them from a plan. */
function guardedChanges(pairs: PlantedReview['pairs']) {
  return pairs.flatMap(({ before, after }) => {
    const content = (side: typeof before, address: string) =>
      side?.things.find((thing) => thing.address === address)?.content
    return effects([{ before, after }]).map(({ address, action, kind, namespace, name, chart }) => {
      const facts = { address, action, kind, namespace, name, ...(chart === undefined ? {} : { chart }) }
      return { ...facts, before: content(before, address), after: content(after, address) }
    })
  })
}

function expected({ says }: (typeof changes)[number]) {
  const { verdict, class: worst, also = [], tenants } = says ?? {}
  return { verdict, class: worst, also, ...(tenants === undefined ? {} : { tenants }) }
}

function said(review: PlantedReview['review'], { says }: (typeof changes)[number]) {
  const names = review.reached.map(({ name }) => name)
  return {
    verdict: review.verdict,
    class: review.class,
    also: (says?.also ?? []).filter((each) => review.classes.includes(each)),
    ...(says?.tenants === undefined
      ? {}
      : { tenants: says.tenants === 'all' && names.length === review.tenants ? 'all' : names }),
  }
}

test.each(changes.filter(({ refused }) => refused !== undefined))('fails for $name: $change', async (change) => {
  const { review } = await plantedReview(change)
  const codes = review.findings.fresh.filter(({ severity }) => severity === 'error').map(({ code }) => code)
  expect(codes).toEqual(expect.arrayContaining(change.refused ?? []))
})

test('the confusion matrix has nothing beside its diagonal', () => {
  const count = (must: Verdict, is: Verdict) =>
    judged.filter(({ name, says }) => says?.verdict === must && given.get(name) === is).length
  const rows = verdicts.map((must) => [must, ...verdicts.map((is) => count(must, is))])
  process.stdout.write(
    `${['must be \\ is', ...verdicts].join('\t')}\n${rows.map((row) => row.join('\t')).join('\n')}\n`,
  )
  for (const must of verdicts) {
    for (const is of verdicts) if (must !== is) expect(count(must, is), `${must} judged ${is}`).toBe(0)
  }
})
