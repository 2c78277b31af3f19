import { join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser'
import { beforeAll, expect, test } from 'vitest'
import { repository } from '../kit/gefion.ts'

/** A pod of rooms in which every rule is broken once. */
const planted = join(repository, 'test', 'house', 'breaches', 'rooms')

interface Rules {
  readonly forbidden: { readonly name: string; readonly comment: string; readonly [part: string]: unknown }[]
  readonly options: ICruiseOptions
}

const { default: config } = (await import(join(repository, '.dependency-cruiser.mjs'))) as { default: Rules }

let broken: readonly string[]

beforeAll(async () => {
  const { forbidden, options } = config
  const ruleSet = { forbidden } as unknown as ICruiseOptions['ruleSet']
  const result = await cruise(['.'], { ...options, ruleSet, validate: true, baseDir: planted })
  broken = (result.output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
})

test.each(config.forbidden.map(({ name }) => name))('the rule %s refuses its planted breach', (name) => {
  expect(broken).toContain(name)
})

test('every rule says what to do instead', () => {
  expect(config.forbidden.filter(({ comment }) => comment.length < 20)).toEqual([])
})
