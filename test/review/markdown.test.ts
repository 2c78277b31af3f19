import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reviewMarkdown } from '#review'
import { bothSides, plantedChanges } from '../kit/planted-change.ts'
import { reviewOf, state } from '../kit/planted-review.ts'

const files = (count: number, change: (index: number) => string) =>
  new Map([
    ['superpod.yaml', 'name: many\nsystems: { generation: dgx-h100, scalableUnits: 6 }\n'],
    ...Array.from({ length: count }, (_, index): [string, string] => [
      `tenants/t${index}.yaml`,
      `name: t${index}\ntitle: T ${index}\ngpus: { guaranteed: 1, burst: 8 }\nnamespaces: { train: {} }\nsensitivity: internal\naccess: { members: [${change(index)}] }\n`,
    ]),
  ])

test('a comment has room for its summary whatever the change, and counts the lines that it has no room for', async () => {
  const count = 200
  const [before, after] = await Promise.all([
    state(
      'base',
      files(count, (index) => `g${index}`),
      'twin',
    ),
    state(
      'head',
      files(count, (index) => `g${index}, ${'x'.repeat(60)}-${index}`),
      'twin',
    ),
  ])
  const { review } = reviewOf(before, after)
  expect(review.lines).toHaveLength(count)
  const text = reviewMarkdown(review)
  expect(text.length).toBeLessThan(60_000)
  expect(text.split('\n')[0]).toContain('decision: access widened')
  const shown = text.match(/^🟠 \*\*/gm)?.length ?? 0
  const left = Number(/\*\*(\d+) lines left out here for length\*\*/.exec(text)?.[1])
  expect(shown).toBeGreaterThan(50)
  expect(shown + left).toBe(count)
})

test('any state against itself changes nothing, and reaches nobody', async () => {
  const judged = plantedChanges().filter(({ says }) => says !== undefined)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...judged), async (change) => {
      const { head } = bothSides(change)
      const [one, other] = await Promise.all([state('a', head, change.target), state('b', head, change.target)])
      const { review } = reviewOf(one, other)
      expect(review).toMatchObject({ verdict: 'safe', class: 'nothing', lines: [], reached: [], restarts: [] })
      expect(review.findings.fresh.filter(({ severity }) => severity !== 'info')).toEqual([])
    }),
    { numRuns: 12 },
  )
})
