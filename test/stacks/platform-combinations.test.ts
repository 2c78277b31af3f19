import { expect, test } from 'vitest'
import { modelFindings } from '#model'
import { covered, pairsOf, pairwise } from '../kit/pairwise.ts'
import { combinedPod, platformCombinations, platformFactors, platformObjects } from '../kit/platform-combinations.ts'

test('every two values of two factors stand together in some combination', () => {
  const pairs = new Set(pairsOf(platformFactors))
  const rows = pairwise(platformFactors)
  const seen = new Set(rows.flatMap((row) => covered(row, pairs)))
  expect([...pairs].filter((pair) => !seen.has(pair))).toEqual([])
  expect(rows.length).toBeLessThan(pairs.size / 5)
})

test('every combination of generation, storage, sharing, owners, mode, policy and rails holds, and synthesises', () => {
  const faults = platformCombinations.flatMap((row) =>
    modelFindings(combinedPod(row), { at: '2026-11-24' })
      .filter(({ severity }) => severity === 'error')
      .map(({ code, message }) => `${code}: ${message} (${JSON.stringify(row)})`),
  )
  expect(faults).toEqual([])
  const counts = platformCombinations.map((row) => platformObjects(row).length)
  expect(Math.min(...counts)).toBeGreaterThan(20)
  process.stdout.write(
    `${platformCombinations.length} platforms, ${counts.reduce((sum, count) => sum + count, 0)} objects\n`,
  )
})
