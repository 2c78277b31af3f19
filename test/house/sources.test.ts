import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../kit/gefion.ts'
import { sourceFiles } from '../kit/house/source-file.ts'
import { listedSources, sourceKeys } from '../kit/house/source-keys.ts'

const listed = listedSources(readFileSync(join(repository, 'docs', 'sources.md'), 'utf8'))

test('every source that the catalogue or a schema cites has a row in docs/sources.md, and one only', () => {
  const cited = ['catalog', 'config'].flatMap((room) => sourceFiles(room).flatMap(sourceKeys))
  expect(cited.length).toBeGreaterThan(30)
  expect([...new Set(cited)].filter((key) => !listed.includes(key))).toEqual([])
  expect(listed).toEqual([...new Set(listed)])
})

test.each([
  ["z.int().meta({ unit: 'systems', source: 'FAQ' })", 'FAQ'],
  ["fact(8, 'RA-H100', 'V')", 'RA-H100'],
  ["source: { key: 'MATRIX', grade: 'D' }", 'MATRIX'],
])('the rule of sources finds the key in %s', (text, key) => {
  expect(sourceKeys({ text })).toEqual([key])
  expect(listedSources(`| ${key} | a document |\n`)).toEqual([key])
  expect(listedSources(`| ${key} | |\n`)).toEqual([])
})
