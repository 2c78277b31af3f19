import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bothSides, consequenceClasses, type PlantedChange, plantedChanges } from '../kit/planted-change.ts'
import { errorsOf, writeFiles } from '../kit/planted-sides.ts'

const changes = plantedChanges()
const root = mkdtempSync(join(tmpdir(), 'planted-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What `check` says of both sides of a change: the codes of errors. */
async function codes(change: PlantedChange): Promise<{ readonly base: string[]; readonly head: string[] }> {
  const sides = bothSides(change)
  const said = async (side: 'base' | 'head'): Promise<string[]> => {
    const dir = join(root, change.name, side)
    writeFiles(dir, sides[side])
    return [...new Set((await errorsOf(dir, change.target)).map(({ code }) => code))].sort()
  }
  return { base: await said('base'), head: await said('head') }
}

describe('a planted change', () => {
  test.each(changes.map((change) => [change.name, change] as const))('%s applies and checks', async (_name, change) => {
    expect(await codes(change)).toEqual({ base: [], head: change.refused?.toSorted() ?? [] })
  })

  test('is said in words that no other one has', () => {
    const words = changes.map(({ change }) => change)
    expect(words.filter((each, index) => words.indexOf(each) !== index)).toEqual([])
  })

  test('is one of 80 at least: 30 look innocent and destroy, 30 look frightening and are safe, 10 happened to somebody', () => {
    const looking = (looks: string) => changes.filter((each) => each.looks === looks).length
    expect(changes.length).toBeGreaterThanOrEqual(80)
    expect(looking('innocent')).toBeGreaterThanOrEqual(30)
    expect(looking('frightening')).toBeGreaterThanOrEqual(30)
    expect(changes.filter(({ incident }) => incident).length).toBeGreaterThanOrEqual(10)
  })

  test('of every class that a change of config can have is planted', () => {
    const planted = new Set(changes.flatMap(({ says }) => (says ? [says.class, ...says.also] : [])))
    // a node pool and a cluster are made by clouds, which are no targets yet
    const later = ['replaces a node pool', 'replaces the cluster']
    expect(consequenceClasses.filter((each) => !planted.has(each))).toEqual(later)
  })

  test('that looks innocent destroys, and one that looks frightening is safe', () => {
    const verdicts = (looks: string) => changes.filter((each) => each.looks === looks).map(({ says }) => says?.verdict)
    expect(verdicts('frightening').filter((verdict) => verdict !== 'safe')).toEqual([])
    expect(verdicts('innocent').filter((verdict) => verdict !== 'destroys')).toEqual([])
  })
})
