import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type ChartLocation, chartLocation } from './chart-location.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** Folder of a stack that holds the charts it takes from this machine: a path that is the same on any machine. */
const chartsBeside = '.charts'

/**
 * Where the charts of a stack are taken from, by the address of their release. Archives on this machine are copied
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
  if ((location.from !== 'mirror' && location.from !== 'machine') || !location.chart.endsWith('.tgz')) return location
  const path = join(chartsBeside, basename(location.chart))
  const copy = join(folder, path)
  const [source, there] = [await readFile(location.chart), await readFile(copy).catch(() => undefined)]
  if (!there?.equals(source)) {
    await mkdir(dirname(copy), { recursive: true })
    await copyFile(location.chart, `${copy}.${process.pid}.tmp`)
    await rename(`${copy}.${process.pid}.tmp`, copy)
  }
  const digest = createHash('sha256').update(source).digest('hex')
  return { from: location.from, chart: `./${path}`, digest }
}
