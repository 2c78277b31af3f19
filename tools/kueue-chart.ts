import { chmod, cp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isScalar, parseDocument } from 'yaml'
import { type CompileProps, compileFault, goEnvironment } from './compile.ts'
import { output, run } from './program.ts'
import { putInPlace } from './tool-cache.ts'

/** Kueue's chart on this machine. */
export interface KueueChart {
  /** The chart as a folder. */
  readonly folder: string
  /** The same, packaged. */
  readonly archive: string
}

/** Where Kueue's chart belongs inside a folder of charts. */
export function kueueChart(charts: string, version: string): KueueChart {
  return { folder: join(charts, 'kueue'), archive: join(charts, `kueue-${version}.tgz`) }
}

/** Whether a chart is there, as folder and as archive: both come whole. */
export async function hasKueueChart({ folder, archive }: KueueChart): Promise<boolean> {
  const found = await Promise.all(
    [stat(join(folder, 'Chart.yaml')), stat(archive)].map((each) => each.catch(() => undefined)),
  )
  return found.every((each) => each?.isFile() === true)
}

/**
 * Takes Kueue's chart out of its Go module and gives it the images of the release, as Kueue's own release script does:
 * in the repository it names the images of the branch.
 */
export async function makeKueueChart(
  chart: KueueChart,
  props: Omit<CompileProps, 'bin' | 'heard'> & { readonly helm: string; readonly version: string },
): Promise<void> {
  const half = join(props.work, 'kueue-chart')
  await cp(join(await moduleFolder(props), 'charts', 'kueue'), half, { recursive: true })
  await makeWritable(half)
  const values = join(half, 'values.yaml')
  await writeFile(values, releasedValues(await readFile(values, 'utf8'), `v${props.version}`))
  await output(props.helm, ['package', half, '--destination', props.work], { env: props.env, signal: props.signal })
  await putInPlace(join(props.work, `kueue-${props.version}.tgz`), chart.archive)
  await rm(chart.folder, { recursive: true, force: true })
  await rename(half, chart.folder)
}

/** The values of Kueue's chart with the released images in them; every other character stays. */
export function releasedValues(values: string, tag: string): string {
  const document = parseDocument(values)
  const wanted = images.flatMap(({ at, name }) => [
    { path: [...at, 'repository'], value: `registry.k8s.io/kueue/${name}` },
    { path: [...at, 'tag'], value: tag },
    { path: [...at, 'pullPolicy'], value: 'IfNotPresent' },
  ])
  let released = values
  const places = wanted.flatMap(({ path, value }) => {
    const node = document.getIn(path, true)
    return isScalar(node) && node.range ? [{ value, from: node.range[0], to: node.range[1] }] : []
  })
  // from the end, so that what is still to be replaced keeps its place
  for (const { value, from, to } of places.sort((a, b) => b.from - a.from)) {
    released = released.slice(0, from) + value + released.slice(to)
  }
  return released
}

const images = [
  { at: ['controllerManager', 'manager', 'image'], name: 'kueue' },
  { at: ['kueueViz', 'backend', 'image'], name: 'kueueviz-backend' },
  { at: ['kueueViz', 'frontend', 'image'], name: 'kueueviz-frontend' },
]

/** Folder of Kueue's module in Go's module cache, fetched where it is not there, checked against go.sum. */
async function moduleFolder(props: Omit<CompileProps, 'bin'>): Promise<string> {
  const { exitCode, stdout, stderr } = await run(props.go.file, ['mod', 'download', '-json', 'sigs.k8s.io/kueue'], {
    env: goEnvironment(props),
    cwd: join(props.plan.folder, 'kueue'),
    signal: props.signal,
    stopSignal: 'SIGINT',
    log: props.log,
  })
  const { Dir: folder, Error: fault } = JSON.parse(stdout || '{}') as { Dir?: string; Error?: string }
  if (exitCode !== 0 || folder === undefined) {
    throw compileFault({ what: 'kueue-chart', said: fault ?? stderr, log: props.log })
  }
  return folder
}

/** Go's module cache is read-only, and a copy would stay so. */
async function makeWritable(folder: string): Promise<void> {
  await chmod(folder, 0o700)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600)
  }
}
