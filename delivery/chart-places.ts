import { createHash } from 'node:crypto'
import { cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { type ChartLocation, chartLocation } from './chart-location.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** Folder of a stack that holds the charts it takes from this machine: a path that is the same on any machine. */
const chartsBeside = '.charts'

/**
 * Where the charts of a stack are taken from, by the address of their release. Those on this machine are copied
 * beside the JSON, so that the state names no folder of this machine.
 */
export async function chartLocations(
  { mirror, charts, workplace }: Pick<DeliveryContext, 'mirror' | 'charts' | 'workplace'>,
  { name, releases }: DeliveryStack,
): Promise<Record<string, ChartLocation>> {
  const folder = join(mirror, 'charts')
  const mirrored = await readdir(folder).catch(() => [])
  const located: Record<string, ChartLocation> = {}
  for (const release of releases) {
    const location = chartLocation(release, { mirror: folder, mirrored, charts })
    located[release.address] = await beside(workplace.stackFolder(name), location)
  }
  return located
}

async function beside(folder: string, location: ChartLocation): Promise<ChartLocation> {
  if (location.from !== 'mirror' && location.from !== 'machine') return location
  const path = join(chartsBeside, basename(location.chart))
  const copy = join(folder, path)
  const digest = await chartDigest(location.chart)
  if ((await chartDigest(copy).catch(() => undefined)) !== digest) {
    const half = `${copy}.${process.pid}.tmp`
    await mkdir(dirname(copy), { recursive: true })
    await cp(location.chart, half, { recursive: true })
    await rm(copy, { recursive: true, force: true })
    await rename(half, copy)
  }
  return { from: location.from, chart: `./${path}`, digest }
}

/** The hash of a chart: of an archive, or of all files of a folder. */
async function chartDigest(chart: string): Promise<string> {
  const hash = createHash('sha256')
  for (const file of await filesOf(chart)) hash.update(`${file}\n`).update(await readFile(join(chart, file)))
  return hash.digest('hex')
}

async function filesOf(chart: string): Promise<string[]> {
  if ((await stat(chart)).isFile()) return ['']
  const entries = await readdir(chart, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return files.map((entry) => relative(chart, join(entry.parentPath, entry.name))).sort()
}
