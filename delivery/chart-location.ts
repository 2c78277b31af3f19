import { join } from 'node:path'
import type { StackRelease } from './delivery-stack.ts'

/** Where charts may be had on this machine. */
export interface ChartPlaces {
  /** Folder `charts/` of the mirror. */
  readonly mirror: string
  /** Names of the files in it. */
  readonly mirrored: readonly string[]
  /** Charts by `<name>-<version>`: a folder or an archive. */
  readonly charts: Readonly<Record<string, string>>
}

/** Where one chart is taken from. */
export type ChartLocation =
  /** Part of the stack: a path relative to its folder. */
  | { readonly from: 'stack'; readonly chart: string }
  /** On this machine: an absolute path, or one relative to the stack's folder once it was copied there. */
  | { readonly from: 'mirror' | 'machine'; readonly chart: string; readonly digest?: string }
  /** Its public home. */
  | { readonly from: 'home'; readonly chart: string; readonly repository?: string | undefined }

/** Where a release's chart is taken from: its stack, else the mirror, else this machine, else its public home. */
export function chartLocation(
  { chart, repository, version }: Pick<StackRelease, 'chart' | 'repository' | 'version'>,
  { mirror, mirrored, charts }: ChartPlaces,
): ChartLocation {
  if (isChartPath(chart)) return { from: 'stack', chart }
  const names = chartNames(chart, version)
  const archive = names.map((name) => `${name}.tgz`).find((file) => mirrored.includes(file))
  if (archive) return { from: 'mirror', chart: join(mirror, archive) }
  const near = names.map((name) => charts[name]).find((place) => place !== undefined)
  return near ? { from: 'machine', chart: near } : { from: 'home', chart, repository }
}

/** The arguments of `helm` that name a chart. */
export function helmChartArguments(location: ChartLocation, version: string | undefined): string[] {
  if (location.from !== 'home') return [location.chart]
  const { chart, repository } = location
  const pinned = version === undefined ? [] : ['--version', version]
  if (repository?.startsWith('oci://')) return [`${repository.replace(/\/$/, '')}/${chart}`, ...pinned]
  return repository ? [chart, '--repo', repository, ...pinned] : [chart, ...pinned]
}

/** Whether a chart is a path rather than the name of one that a repository or a mirror has. */
export function isChartPath(chart: string): boolean {
  return chart.startsWith('.') || chart.startsWith('/')
}

/** Name of a chart that may be a path: `./charts/objects` is `objects`. */
export function chartName(chart: string): string {
  return (chart.split('/').at(-1) ?? chart).replace(/-v?\d+\.\d+\.\d+.*\.tgz$/, '')
}

/** A version may be written with or without its `v`; archives are named either way. */
function chartNames(chart: string, version = ''): string[] {
  const bare = version.replace(/^v/, '')
  return [`${chart}-${version}`, `${chart}-${bare}`, `${chart}-v${bare}`]
}
