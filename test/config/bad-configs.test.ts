import { describe, expect, test } from 'vitest'
import { loadPod } from '#config'
import { modelFindings, podModel } from '#model'
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
  test.each(badConfigs('model'))('fails: $why ($name)', async ({ dir, at, target = 'twin', findings }) => {
    const loaded = await loadPod(dir, target)
    expect(loaded.findings).toEqual([])
    const expected = new Set(findings.map(({ code }) => code))
    // what sources leave open is told of every pod: it is expected where it is what the fixture is about
    const judged = modelFindings(podModel(loaded), { at: at ?? '2026-12-01' }).filter(
      ({ severity, code }) => severity !== 'info' || expected.has(code),
    )
    expect(
      comparable(
        dir,
        judged.map((finding) => ({ ...finding, place: loaded.places.at(finding.path) })),
      ),
    ).toEqual(findings)
    expect(judged.flatMap(wordFaults)).toEqual([])
  })
})
