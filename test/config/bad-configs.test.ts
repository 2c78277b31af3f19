import { describe, expect, test } from 'vitest'
import { loadPod } from '#config'
import { badConfigs, comparable, wordFaults } from '../kit/bad-config.ts'

describe('a broken pod', () => {
  test.each(badConfigs('config'))('fails: $why ($name)', async ({ dir, target, findings }) => {
    const loaded = await loadPod(dir, target)
    expect(comparable(dir, loaded.findings)).toEqual(findings)
    expect(loaded.findings.flatMap(wordFaults)).toEqual([])
  })

  test('of at least sixty kinds is here', () => {
    expect(badConfigs('config').length).toBeGreaterThanOrEqual(60)
  })
})

describe('a pod whose fields do not go together', () => {
  test.each(badConfigs('model'))('is still read: $why ($name)', async ({ dir, target }) => {
    expect((await loadPod(dir, target)).findings).toEqual([])
  })
})
