import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '#tools'
import { repository } from '../kit/gefion.ts'
import { temporaryProject } from '../kit/house/temporary-project.ts'

/** A file for each rule that biome.json turns on, in which it is broken. */
const breaches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  noUndeclaredDependencies: { 'model/rack.ts': "export { nothing } from 'left-pad'\n" },
  noUnusedImports: { 'model/rack.ts': "import { join } from 'node:path'\n\nexport const rack = 1\n" },
  noExcessiveLinesPerFunction: {
    'model/rack.ts': `export function rack(): void {\n${'  rack()\n'.repeat(51)}}\n`,
  },
  noExcessiveLinesPerFile: { 'model/rack.ts': `${'export {}\n'.repeat(301)}` },
  noDefaultExport: { 'model/rack.ts': 'export default 1\n' },
  noProcessEnv: { 'model/rack.ts': "export const home = process.env['HOME']\n" },
  noNonNullAssertion: { 'model/rack.ts': 'export const first = (racks: string[]) => racks[0]!.length\n' },
  useFilenamingConvention: { 'model/rackPower.ts': 'export const power = 1\n' },
  useImportType: { 'model/rack.ts': "import { Stats } from 'node:fs'\n\nexport type Rack = Stats\n" },
  noConsole: { 'model/rack.ts': "console.log('rack')\n" },
  noExplicitAny: { 'model/rack.ts': 'export const rack: any = 1\n' },
  noFloatingPromises: {
    'model/rack.ts': 'async function rack(): Promise<void> {}\n\nexport function floor(): void {\n  rack()\n}\n',
  },
}

test.each(Object.entries(breaches))('the rule %s refuses its planted breach', async (rule, files) => {
  expect(await refusals(files)).toContain(rule)
})

test('every rule that is turned on has a planted breach', () => {
  const rules = JSON.parse(readFileSync(join(repository, 'biome.json'), 'utf8')).linter.rules
  const groups = Object.values(rules).filter((group) => typeof group === 'object')
  const on = groups.flatMap((group) => Object.entries(group as object).filter(([, level]) => level !== 'off'))
  expect(on.map(([name]) => name).sort()).toEqual(Object.keys(breaches).sort())
})

test('a file as the house wants it is not refused', async () => {
  expect(await refusals({ 'model/rack.ts': '/** Racks of the floor. */\nexport const racks = 48\n' })).toEqual([])
})

async function refusals(files: Readonly<Record<string, string>>): Promise<string[]> {
  using project = temporaryProject(files, ['biome.json', 'package.json'])
  const { stdout } = await run(join(repository, 'node_modules/.bin/biome'), ['lint', '--reporter=json', '.'], {
    cwd: project.folder,
    env: { PATH: '/usr/bin:/bin' },
  })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { category: string }[] }
  return diagnostics.map(({ category }) => category.split('/').at(-1) ?? '')
}
