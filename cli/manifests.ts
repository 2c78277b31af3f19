import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { KubeObject } from '#core'
import type { RenderedRelease } from '#render'
import type { ChartRenderer } from './chart-objects.ts'
import type { MadeStack } from './made-stacks.ts'

/** Where manifests go. */
export interface ManifestPlaces {
  /** Folder that a person names, relative to theirs; undefined for `cdktf.out/manifests` of the workspace. */
  readonly folder?: string | undefined
  readonly workspace: string
  readonly cwd: string
  readonly charts: ChartRenderer
}

/** What was written for one stack. */
export interface WrittenManifests {
  readonly name: string
  readonly folder: string
  readonly files: readonly string[]
  readonly objects: number
  /** Charts of others whose objects are not among them: the chart is not on this machine. */
  readonly releases: number
}

const mark = '# made by ./superpod render:'

/** Writes stacks as YAML, an object a file, a folder a stack; of what lies there already, only our own files go. */
export async function writeManifests(
  stacks: readonly MadeStack[],
  places: ManifestPlaces,
): Promise<WrittenManifests[]> {
  const home = places.folder ? resolve(places.cwd, places.folder) : join(places.workspace, 'cdktf.out', 'manifests')
  const written: WrittenManifests[] = []
  for (const stack of stacks) written.push(await writeStack(stack, join(home, stack.name), places.charts))
  return written
}

async function writeStack(stack: MadeStack, folder: string, charts: ChartRenderer): Promise<WrittenManifests> {
  const own = [...stack.objects.map(({ object }) => object), ...stack.releases.flatMap(({ objects }) => objects ?? [])]
  const files = new Map(own.map((object): [string, unknown] => [objectFile(object), object]))
  let missing = 0
  for (const release of stack.releases.filter(({ objects }) => objects === undefined)) {
    files.set(`charts/${release.name}.yaml`, record(release))
    const objects = await charts.objectsOf(release)
    if (!objects) missing += 1
    for (const object of objects ?? []) files.set(`charts/${release.name}/${objectFile(object)}`, object)
  }
  await removeOwn(folder)
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${mark} ${stack.name}\n${stringify(content, { lineWidth: 0 })}`)
  }
  const records = stack.releases.filter(({ objects }) => objects === undefined).length
  return { name: stack.name, folder, files: [...files.keys()], objects: files.size - records, releases: missing }
}

function objectFile({ kind, metadata: { name, namespace } }: KubeObject): string {
  // roles may be named with a colon, which not every file system takes
  return `${namespace ?? 'cluster'}/${kind.toLowerCase()}-${name.replaceAll(':', '.')}.yaml`
}

function record({ name, namespace, chart, repository, version, values }: RenderedRelease) {
  return { release: name, namespace, chart, repository, version, values }
}

async function removeOwn(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  for (const entry of entries.filter(({ name }) => name.endsWith('.yaml'))) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile() && (await readFile(file, 'utf8')).startsWith(mark)) await rm(file)
  }
}
