import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { output, versionIn } from '#tools'
import { actionlintPlan, actionlintVersion } from '../../tools/actionlint.ts'
import { twinPlan } from '../../tools/twin-plan.ts'
import { compiledActionlint } from '../kit/actionlint.ts'

const plan = actionlintPlan()

test('actionlint is pinned at the version that it says it has, and comes from no folder of this machine', async () => {
  const pins = await readFile(join(plan.folder, 'actionlint', 'go.mod'), 'utf8')
  expect(pins).toContain(`github.com/rhysd/actionlint v${actionlintVersion} `)
  expect(pins).not.toMatch(/=> [./]/)
})

test('actionlint is no part of what the twin compiles', () => {
  expect(twinPlan().programs.map(({ name }) => name)).not.toContain('actionlint')
})

describe.skipIf(!compiledActionlint)('with actionlint compiled', () => {
  test('it tells its pinned version', async () => {
    expect(versionIn(await output(compiledActionlint ?? '', ['-version'], { env: {} }))).toBe(actionlintVersion)
  })
})
