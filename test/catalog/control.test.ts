import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { controlArea, controlAreas, controlIds, controls, hardeningSections, isoControls } from '#catalog'
import { controlTables, withTables } from '../kit/control-page.ts'
import { repository } from '../kit/gefion.ts'

const all = controlIds.map((id) => ({ id, ...controls[id] }))
/** Controls of Annex A of the edition of 2022: 37, 8, 14 and 34 of them. */
const annex = { 5: 37, 6: 8, 7: 14, 8: 34 } as Readonly<Record<number, number>>

test('docs/controls.md has every control with its mappings, as the catalogue has them', async () => {
  const file = join(repository, 'docs', 'controls.md')
  const page = readFileSync(file, 'utf8')
  await expect(withTables(page, controlTables())).toMatchFileSnapshot(file)
})

test('every control has a row of its own in docs/controls.md', () => {
  const page = readFileSync(join(repository, 'docs', 'controls.md'), 'utf8')
  const rows = [...page.matchAll(/^\| `([a-z]+\/[a-z-]+)` \|/gm)].map(([, id]) => id)
  expect(rows).toEqual(controlIds)
})

test('every control is in an area that there is, and answers to both lists', () => {
  for (const { id, iso, nsa } of all) {
    expect(Object.keys(controlAreas)).toContain(controlArea(id))
    expect(iso.length, id).toBeGreaterThan(0)
    expect(nsa.length, id).toBeGreaterThan(0)
  }
})

test('every number is one that Annex A has, and every entry of both lists is answered to', () => {
  for (const number of Object.keys(isoControls)) {
    const [, chapter, index] = /^A\.(\d)\.(\d+)$/.exec(number) ?? []
    expect(Number(index), number).toBeGreaterThan(0)
    expect(Number(index), number).toBeLessThanOrEqual(annex[Number(chapter)] ?? 0)
  }
  const used = new Set<string>(all.flatMap(({ iso, nsa }) => [...iso, ...nsa]))
  expect([...Object.keys(isoControls), ...Object.keys(hardeningSections)].filter((entry) => !used.has(entry))).toEqual(
    [],
  )
})

test('what is not tried says why', () => {
  expect(all.filter(({ tries, open }) => tries === undefined && open === undefined)).toEqual([])
})
