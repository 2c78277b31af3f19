import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../kit/gefion.ts'
import { docstringBreaches } from '../kit/house/docstring-breaches.ts'
import { doorBreaches } from '../kit/house/door-breaches.ts'
import { explainedCodes, findingCodes } from '../kit/house/finding-codes.ts'
import { roomFiles, roomNames, sourceFiles } from '../kit/house/source-file.ts'
import { wordBreaches } from '../kit/house/word-breaches.ts'

const files = roomFiles()

test('every export of a room has a docstring', () => {
  expect(files.flatMap(docstringBreaches)).toEqual([])
})

test.each([
  ['no docstring', 'export const racks = 48\n'],
  ['an interface without one', 'export interface Rack {}\n'],
  ['one that does not end its first sentence', '/** Racks */\nexport const racks = 48\n'],
  ['a type without one beside a schema that has one', '/** A rack. */\nexport const Rack = 1\nexport type Other = 2\n'],
])('the docstring rule refuses %s', (_, text) => {
  expect(docstringBreaches({ path: 'model/rack.ts', text })).toHaveLength(1)
})

test('every room that exists has its door, which lists exports by name', () => {
  const rooms = roomNames().filter((room) => existsSync(join(repository, room)))
  expect(rooms.length).toBeGreaterThan(10)
  expect(doorBreaches(rooms, files)).toEqual([])
})

test('the door rule refuses a room without a door, and a door that names nothing', () => {
  expect(doorBreaches(['model'], [])).toHaveLength(1)
  expect(doorBreaches(['model'], [{ path: 'model/index.ts', text: "export * from './rack.ts'\n" }])).toHaveLength(1)
})

test('no file has a name that says nothing, and no comment puts work off', () => {
  expect([...files, ...sourceFiles('test'), ...sourceFiles('bench')].flatMap(wordBreaches)).toEqual([])
})

test.each([
  ['model/utils.ts', ''],
  ['model/rack-helpers.ts', ''],
  ['model/common.ts', ''],
  ['model/rack.ts', `// ${'TO'}${'DO'} later\n`],
])('the word rule refuses %s', (path, text) => {
  expect(wordBreaches({ path, text })).toHaveLength(1)
})

test('every code of a finding is explained in docs/findings.md, and no other is', () => {
  const page = readFileSync(join(repository, 'docs', 'findings.md'), 'utf8')
  const made = [...new Set([...files.flatMap(findingCodes), ...launcherCodes()])].sort()
  expect(made.length).toBeGreaterThan(100)
  expect([...explainedCodes(page)].sort()).toEqual(made)
})

test('the rule of codes finds a code where it stands, and where it is chosen', () => {
  const text =
    "const a = { code: 'rack/tall' }\nconst b = { code: tall ? 'rack/wide' : 'rack/deep', path: 'not/one' }\n"
  expect(findingCodes({ path: 'model/rack.ts', text })).toEqual(['rack/tall', 'rack/wide', 'rack/deep'])
  expect(explainedCodes('| `rack/tall` | too tall |\n## `rack/wide`\n')).toEqual(['rack/tall', 'rack/wide'])
})

test('half of the files of the rooms have at most 80 lines', () => {
  const lengths = files.map(({ text }) => text.split('\n').length).sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80)
})

test('every dependency has its reason in docs/dependencies.md', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
  const page = readFileSync(join(repository, 'docs', 'dependencies.md'), 'utf8')
  const names = Object.keys({ ...dependencies, ...devDependencies })
  expect(names.filter((name) => !page.includes(name))).toEqual([])
})

test('the lock file names no host of a registry', () => {
  expect(readFileSync(join(repository, 'package-lock.json'), 'utf8')).not.toContain('"resolved": "http')
})

/** Codes of what runs before the bundle does. */
function launcherCodes(): string[] {
  const launchers = ['superpod', 'cli/launch.mjs'].map((file) => readFileSync(join(repository, file), 'utf8'))
  return launchers
    .flatMap((text) => text.match(/\b(?:tool|cache)\/[a-z-]+\b/g) ?? [])
    .filter((code) => code !== 'cache/superpod')
}
