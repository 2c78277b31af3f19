import { readFileSync } from 'node:fs'

/** What templates of a chart read although its `values.yaml` has it in a comment only; the same in both versions. */
const inComments: Readonly<Record<string, readonly string[]>> = {
  'gpu-operator': ['dcgmExporter.config.create', 'dcgmExporter.config.data', 'dcgmExporter.config.name'],
}

/** Value paths of a chart with the type of their default, as its project publishes them. */
export function chartPaths(file: string): Map<string, string> {
  const lines = readFileSync(new URL(`../fixtures/charts/${file}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const commented = inComments[file.replace(/-v?\d[^-]*$/, '')] ?? []
  return new Map([
    ...lines.slice(1).map((line) => line.split('\t').slice(0, 2) as [string, string]),
    ...commented.map((path): [string, string] => [path, 'commented']),
  ])
}

/** Value paths of a chart with those of its subcharts, which lie under their aliases. */
export function withSubcharts(file: string, subcharts: Readonly<Record<string, string>>): Map<string, string> {
  const inner = Object.entries(subcharts).flatMap(([alias, subchart]) =>
    [...chartPaths(subchart)].map(([path, type]): [string, string] => [`${alias}.${path}`, type]),
  )
  return new Map([...inner, ...chartPaths(file)])
}

/** Paths that we write, with dots of keys escaped; a list is one value. */
export function writtenPaths(values: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = `${prefix}${key.replaceAll('.', '\\.')}`
    const isMap = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isMap ? writtenPaths(value as Record<string, unknown>, `${path}.`) : [path]
  })
}

/** Whether the chart knows a path: by itself, below a map that is free, or below a key that Kubernetes defines. */
export function isKnown(path: string, paths: ReadonlyMap<string, string>): boolean {
  if (paths.has(path)) return true
  const parts = path.split('.')
  return parts.some((part, index) => {
    const above = parts.slice(0, index + 1).join('.')
    if (paths.get(above) === 'map') return true
    return ['affinity', 'resources'].includes(part) && [...paths.keys()].some((known) => known.startsWith(`${above}.`))
  })
}

/** Value paths of a chart whose default is a text, with that text. */
export function chartDefaults(file: string): Map<string, string> {
  const lines = readFileSync(new URL(`../fixtures/charts/${file}.tsv`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const rows = lines.slice(1).map((line) => line.split('\t'))
  return new Map(
    rows.flatMap(([path = '', type, text = '']) =>
      type === 'string' && text ? [[path, JSON.parse(text) as string]] : [],
    ),
  )
}
