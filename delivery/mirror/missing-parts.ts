import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '#core'
import { chartLocation } from '../chart-location.ts'
import { mirrorPaths, type WantedProvider } from '../engine-config.ts'
import { providersFolder } from '../mirrored-providers.ts'
import { textOf } from '../written-file.ts'
import { listedImages } from './image-files.ts'
import type { WantedChart, WantedMirror } from './wanted-mirror.ts'

/** What a mirror lacks of what is wanted. */
export interface MissingParts {
  readonly providers: readonly WantedProvider[]
  readonly charts: readonly WantedChart[]
  /** Images that its list does not hold. */
  readonly images: readonly string[]
}

/** What a mirror lacks: only its folder is read. @param platform - as engines name it, `linux_amd64` */
export async function missingParts(mirror: string, wanted: WantedMirror, platform: string): Promise<MissingParts> {
  const places = await Promise.all(wanted.providers.map((each) => providerPlace(mirror, each, platform)))
  const folder = join(mirror, 'charts')
  const mirrored = await readdir(folder).catch(() => [])
  const listed = listedImages((await textOf(join(mirror, 'images.txt'))) ?? '')
  return {
    providers: wanted.providers.filter((_, index) => places[index] === undefined),
    charts: wanted.charts.filter(
      ({ name, version }) =>
        chartLocation({ chart: name, version }, { mirror: folder, mirrored, charts: {} }).from !== 'mirror',
    ),
    images: Object.keys(wanted.images).filter((image) => !listed.includes(image)),
  }
}

/** Where a mirror has a provider: a folder or an archive; undefined where it has not. */
export async function providerPlace(mirror: string, provider: WantedProvider, platform: string) {
  for (const path of mirrorPaths(providersFolder(mirror), provider, platform)) {
    if (await stat(path).catch(() => undefined)) return path
  }
  return undefined
}

/** A finding for each thing that a mirror lacks, and for each image that nobody here knows. */
export function mirrorFindings(
  mirror: string,
  missing: MissingParts,
  { unknown }: WantedMirror,
  platform: string,
): Finding[] {
  return [
    ...missing.providers.map(
      ({ source, version }): Finding => ({
        code: 'mirror/provider-missing',
        severity: 'error',
        path: providersFolder(mirror),
        message: `${source} ${version} for ${platform} is wanted, but it is not there`,
        remedy: `run ./superpod mirror ${mirror} where ${source.split('/')[0]} can be reached`,
      }),
    ),
    ...missing.charts.map(
      ({ name, version, repository }): Finding => ({
        code: 'mirror/chart-missing',
        severity: 'error',
        path: join(mirror, 'charts'),
        message: `the chart ${name} ${version} is wanted, but it is not there`,
        remedy:
          repository === undefined
            ? `package its folder at that version, and put ${name}-${version}.tgz there: no Helm repository has it (storage/chart-folder)`
            : `run ./superpod mirror ${mirror} where ${repository} can be reached, or put ${name}-${version}.tgz there`,
      }),
    ),
    ...(missing.images.length > 0 ? [staleList(mirror, missing.images)] : []),
    ...unknown.map(
      (each): Finding => ({
        code: 'mirror/image-unknown',
        severity: 'info',
        path: join(mirror, 'images.txt'),
        message: `an image may be drawn that is not listed, but no source here names it: ${each}`,
        remedy: 'find it out on a running cluster or from the chart, and add a line to images.txt',
      }),
    ),
  ]
}

function staleList(mirror: string, images: readonly string[]): Finding {
  const more = images.length > 3 ? ` and ${images.length - 3} others` : ''
  return {
    code: 'mirror/images-not-listed',
    severity: 'error',
    path: join(mirror, 'images.txt'),
    message: `${images.slice(0, 3).join(', ')}${more} will be drawn, but the list does not have them`,
    remedy: `run ./superpod mirror ${mirror} again, then copy-images.sh`,
  }
}
