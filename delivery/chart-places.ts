import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type ChartLocation, chartLocation } from './chart-location.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'

/** Where the charts of a stack are taken from, by the address of their release. */
export async function chartLocations(
  { mirror, charts }: Pick<DeliveryContext, 'mirror' | 'charts'>,
  { releases }: DeliveryStack,
): Promise<Record<string, ChartLocation>> {
  const folder = join(mirror, 'charts')
  const mirrored = await readdir(folder).catch(() => [])
  const places = { mirror: folder, mirrored, charts }
  return Object.fromEntries(releases.map((release) => [release.address, chartLocation(release, places)]))
}
