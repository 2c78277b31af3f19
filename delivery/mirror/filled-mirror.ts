import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import type { Progress } from '#core'
import { type Environment, run } from '#tools'
import { chartLocation, helmChartArguments } from '../chart-location.ts'
import { childEnvironment } from '../child-environment.ts'
import type { WantedProvider } from '../engine-config.ts'
import { errorWords } from '../engine-words.ts'
import { providersFolder } from '../mirrored-providers.ts'
import { writtenFile } from '../written-file.ts'
import { copyScript, imageList } from './image-files.ts'
import { type MissingParts, missingParts, providerPlace } from './missing-parts.ts'
import type { WantedChart, WantedMirror } from './wanted-mirror.ts'

/** What a mirror is filled with, and from where. */
export interface MirrorSources {
  /** Mirror that this machine uses already: what it has is copied. */
  readonly own: string
  /** Program that downloads providers, either engine; undefined where none is here. */
  readonly engine?: string | undefined
  /** Program that downloads charts. */
  readonly helm?: string | undefined
  readonly platform: string
  readonly env: Environment
  readonly progress: Progress
  readonly signal: AbortSignal
}

/** What could not be had, with the last words of what tried. */
export interface FilledMirror {
  readonly missing: MissingParts
  readonly said: readonly string[]
}

/** Fills a mirror with what it lacks: from this machine's own, else from where it is at home. What is there stays. */
export async function filledMirror(
  mirror: string,
  wanted: WantedMirror,
  sources: MirrorSources,
): Promise<FilledMirror> {
  const { platform, own, progress } = sources
  await mkdir(join(mirror, 'charts'), { recursive: true })
  const lacking = await missingParts(mirror, wanted, platform)
  for (const provider of lacking.providers) await copyProvider(own, mirror, provider, platform)
  for (const chart of lacking.charts) await copyChart(own, mirror, chart)
  const still = await missingParts(mirror, wanted, platform)
  const said: string[] = []
  if (still.providers.length > 0) {
    progress.step('providers')
    said.push(...(await downloadedProviders(mirror, still.providers, sources)))
  }
  for (const chart of still.charts) {
    // nobody can pull what no repository has: what is missing is said
    if (chart.repository === undefined) continue
    progress.step(`chart ${chart.name}`)
    said.push(...(await pulledChart(mirror, chart, sources)))
  }
  await writtenFile(join(mirror, 'images.txt'), imageList(wanted), { mode: 0o644, folderMode: 0o755 })
  await writtenFile(join(mirror, 'copy-images.sh'), copyScript, { mode: 0o755, folderMode: 0o755 })
  return { missing: await missingParts(mirror, wanted, platform), said }
}

async function copyProvider(own: string, mirror: string, provider: WantedProvider, platform: string): Promise<void> {
  const place = await providerPlace(own, provider, platform)
  if (place === undefined || own === mirror) return
  await cp(place, join(mirror, relative(own, place)), { recursive: true })
}

async function copyChart(own: string, mirror: string, { name, version }: WantedChart): Promise<void> {
  const folder = join(own, 'charts')
  const mirrored = await readdir(folder).catch(() => [])
  const location = chartLocation({ chart: name, version }, { mirror: folder, mirrored, charts: {} })
  if (location.from !== 'mirror' || own === mirror) return
  await cp(location.chart, join(mirror, 'charts', basename(location.chart)))
}

async function downloadedProviders(
  mirror: string,
  providers: readonly WantedProvider[],
  { engine, platform, env, signal }: MirrorSources,
): Promise<string[]> {
  if (engine === undefined) return ['neither terraform nor tofu is on PATH, so no provider was downloaded']
  const folder = await mkdtemp(join(tmpdir(), 'superpod-mirror-'))
  const said: string[] = []
  try {
    // one host after the other: where one cannot be reached, the other may be
    for (const host of new Set(providers.map(({ source }) => source.split('/')[0]))) {
      const ours = providers.filter(({ source }) => source.startsWith(`${host}/`))
      const required = Object.fromEntries(ours.map(({ source, version }) => [basename(source), { source, version }]))
      await writeFile(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: required } }))
      const args = ['providers', 'mirror', `-platform=${platform}`, providersFolder(mirror)]
      const result = await run(engine, args, { cwd: folder, env: childEnvironment(env), signal })
      if (result.exitCode !== 0) said.push(`${host}: ${errorWords(result.stderr || result.stdout)}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return said
}

async function pulledChart(
  mirror: string,
  chart: WantedChart,
  { helm, env, signal }: MirrorSources,
): Promise<string[]> {
  if (helm === undefined) return ['helm is not on PATH, so no chart was pulled']
  const { name, version, repository } = chart
  const args = ['pull', ...helmChartArguments({ from: 'home', chart: name, repository }, version)]
  const folder = await mkdtemp(join(tmpdir(), 'superpod-helm-'))
  try {
    const homes = { HELM_CACHE_HOME: folder, HELM_DATA_HOME: folder }
    const options = { env: childEnvironment(env, homes), signal }
    const result = await run(helm, [...args, '--destination', join(mirror, 'charts')], options)
    return result.exitCode === 0 ? [] : [`${name} ${version}: ${errorWords(result.stderr || result.stdout)}`]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
