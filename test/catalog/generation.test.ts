import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generations, rackEquipment, switchModels } from '#catalog'
import { repository } from '../kit/gefion.ts'

/** Every source that a part of the catalogue names. */
function sources(part: unknown): { key: string; grade: string }[] {
  if (typeof part !== 'object' || part === null) return []
  if ('source' in part) return [part.source as { key: string; grade: string }]
  return Object.values(part).flatMap(sources)
}

/** Every text that says why something is open. */
function openTexts(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  if ('open' in part) return [String(part.open)]
  return Object.values(part).flatMap(openTexts)
}

const known = [...readFileSync(join(repository, 'docs', 'sources.md'), 'utf8').matchAll(/^\| ([A-Z][\w-]+) \|/gm)].map(
  ([, key]) => key,
)

test('the catalogue has the eight generations', () => {
  expect(Object.keys(generations)).toEqual([
    'dgx-h100',
    'dgx-h200',
    'dgx-b200',
    'dgx-b300-spectrum-x',
    'dgx-b300-xdr',
    'dgx-gb200',
    'dgx-gb300',
    'dgx-rubin-nvl8',
  ])
})

test('every number names a source of docs/sources.md, and how well it is known', () => {
  for (const { key, grade } of sources({ generations, rackEquipment, switchModels })) {
    expect(known).toContain(key)
    expect(['V', 'T', 'D', 'K']).toContain(grade)
  }
})

test('what is open says why, as a clause', () => {
  for (const text of openTexts(generations)) {
    expect(text.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/\.$/)
  }
})

// facts of RA-H100 to RA-RUBIN, summary table
test.each([
  ['dgx-h100', 32, 8, 8, 10_200],
  ['dgx-h200', 32, 8, 16, 10_200],
  ['dgx-b200', 32, 8, 16, 14_300],
  ['dgx-b300-spectrum-x', 64, 8, 16, 14_500],
  ['dgx-b300-xdr', 72, 8, 18, 14_500],
  ['dgx-gb200', 144, 4, 8, undefined],
  ['dgx-gb300', 144, 4, 8, undefined],
  ['dgx-rubin-nvl8', 72, 8, 9, undefined],
])('a scalable unit of %s has %i systems of %i GPUs in %i racks', (generation, systems, gpus, racks, powerW) => {
  const model = generations[generation]
  expect(model?.systemsPerScalableUnit.value).toBe(systems)
  expect(model?.gpu.count).toBe(gpus)
  expect(model?.rails.value.map(({ rail }) => rail)).toEqual(Array.from({ length: gpus }, (_, rail) => rail))
  expect(systems / (model?.rack.systemsPerRack.value.at(-1) ?? 0)).toBe(racks)
  expect(model?.maxPowerW.value).toBe(powerW)
})

test('the systems whose GPUs make up Gefion have the rails that its users see', () => {
  expect(generations['dgx-h100']?.rails.value.map(({ rdmaDevice }) => rdmaDevice)).toEqual(
    [0, 3, 4, 5, 6, 9, 10, 11].map((index) => `mlx5_${index}`),
  )
})
