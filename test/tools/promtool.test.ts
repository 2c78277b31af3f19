import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { output, versionIn } from '#tools'
import { pinsHash } from '../../tools/build-plan.ts'
import { promtoolPlan, promtoolVersion } from '../../tools/promtool.ts'
import { twinPlan } from '../../tools/twin-plan.ts'
import { compiledPromtool } from '../kit/promtool.ts'

const plan = promtoolPlan()
const pins = () => readFile(join(plan.folder, 'prometheus', 'go.mod'), 'utf8')

describe('promtool', () => {
  test('is pinned at the version that it says it has, which Go modules number otherwise', async () => {
    const [, minor, patch] = promtoolVersion.split('.')
    expect(await pins()).toMatch(
      new RegExp(`^\\tgithub.com/prometheus/prometheus v0\\.3${minor}\\.${patch}(?: // indirect)?$`, 'm'),
    )
  })

  test('comes from no folder of this machine', async () => {
    expect(await pins()).not.toMatch(/=> [./]/)
  })

  test('is no part of what the twin compiles', () => {
    expect(twinPlan().programs.map(({ name }) => name)).not.toContain('promtool')
  })

  test('with other build tags is another program', async () => {
    const untagged = { ...plan, programs: plan.programs.map((program) => ({ ...program, tags: [] })) }
    expect(await pinsHash(untagged)).not.toBe(await pinsHash(plan))
  })
})

describe.skipIf(!compiledPromtool)('with promtool compiled', () => {
  test('it tells its pinned version', async () => {
    const told = await output(compiledPromtool ?? '', ['--version'], { env: {} })
    expect(versionIn(told)).toBe(promtoolVersion)
  })
})
