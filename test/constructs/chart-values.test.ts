import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fillPlatform } from '../kit/every-construct.ts'
import { jsonOf, valuesAt } from '../kit/loose-stack.ts'

const platform = jsonOf(fillPlatform)

/** Value paths of a chart with the type of their default, as its project publishes them. */
function chartPaths(file: string): Map<string, string> {
  const lines = readFileSync(new URL(`../fixtures/charts/${file}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return new Map(lines.slice(1).map((line) => line.split('\t').slice(0, 2) as [string, string]))
}

/** Paths that we write, with dots of keys escaped; a list is one value. */
function writtenPaths(values: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${prefix}${key.replaceAll('.', '\\.')}`
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isMap ? writtenPaths(value as Record<string, unknown>, `${path}.`) : [path]
  })
}

/** Whether the chart knows a path: by itself, below a map that is free, or below a key that Kubernetes defines. */
function isKnown(path: string, paths: ReadonlyMap<string, string>): boolean {
  if (paths.has(path)) return true
  const parts = path.split('.')
  return parts.some((part, index) => {
    const above = parts.slice(0, index + 1).join('.')
    if (paths.get(above) === 'map') return true
    return ['affinity', 'resources'].includes(part) && [...paths.keys()].some((known) => known.startsWith(`${above}.`))
  })
}

test.each([
  ['helm_release.kueue', 'kueue-v0.19.2'],
  ['helm_release.gpu-operator', 'gpu-operator-v26.3.2'],
  ['helm_release.network-operator', 'network-operator-v26.1.2'],
])('every value of %s is one that its chart has', (address, file) => {
  const paths = chartPaths(file)
  const written = writtenPaths(valuesAt(platform, address))
  expect(written.length).toBeGreaterThan(3)
  expect(written.filter((path) => !isKnown(path, paths))).toEqual([])
})

test('a value that no chart has is noticed', () => {
  const paths = chartPaths('gpu-operator-v26.3.2')
  expect(['driver.enable', 'nfd.deployNodeFeatureRules'].filter((path) => isKnown(path, paths))).toEqual([])
})
