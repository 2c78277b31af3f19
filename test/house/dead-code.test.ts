import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '#tools'
import { repository } from '../kit/gefion.ts'
import { temporaryProject } from '../kit/house/temporary-project.ts'

const sound = {
  'package.json': '{ "name": "planted", "type": "module", "dependencies": { "yaml": "*" } }\n',
  'cli/launch.mjs': "import { parse } from 'yaml'\nimport { used } from '../core/used.ts'\n\nparse(String(used))\n",
  'core/used.ts': 'export const used = 1\n',
}

test('a project without dead code is not refused', async () => {
  expect(await refusals(sound)).toEqual([])
})

test('dead code refuses an export that nobody imports', async () => {
  const files = { ...sound, 'core/used.ts': 'export const used = 1\nexport const unused = 2\n' }
  expect(await refusals(files)).toContain('unused')
})

test('dead code refuses an export of a file that is entered from outside', async () => {
  const files = { ...sound, 'cli/launch.mjs': `${sound['cli/launch.mjs']}export const unused = 2\n` }
  expect(await refusals(files)).toContain('unused')
})

test('dead code refuses a file that nobody imports', async () => {
  expect(await refusals({ ...sound, 'core/lonely.ts': 'export {}\n' })).toContain('core/lonely.ts')
})

test('dead code refuses a dependency that nobody imports', async () => {
  const files = { ...sound, 'package.json': sound['package.json'].replace('"yaml"', '"zod": "*", "yaml"') }
  expect(await refusals(files)).toContain('zod')
})

/** Names of all that knip finds, by the settings of this repository. */
async function refusals(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { entry: _, ...settings } = JSON.parse(readFileSync(join(repository, 'knip.json'), 'utf8'))
  const config = JSON.stringify({ ...settings, entry: ['cli/launch.mjs'], ignore: [] })
  using project = temporaryProject({ ...files, 'knip.json': config }, [])
  const { stdout } = await run(join(repository, 'node_modules/.bin/knip'), ['--reporter=json'], {
    cwd: project.folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin' },
  })
  return [...stdout.matchAll(/"name":"([^"]+)"/g)].map(([, name]) => name ?? '')
}
