import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { KubeObject } from '#core'
import type { RenderedRelease } from '#render'
import type { MadeStack } from './made-stacks.ts'

/** Where manifests go. */
export interface ManifestPlaces {
  /** Folder that a person names, relative to theirs; undefined for `cdktf.out/manifests` of the workspace. */
  readonly folder?: string | undefined
  readonly workspace: string
  readonly cwd: string
}

/** What was written for one stack. */
export interface WrittenManifests {
  readonly name: string
  readonly folder: string
  readonly files: readonly string[]
  readonly objects: number
  /** Charts of others, which are recorded and not rendered. */
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
  for (const stack of stacks) written.push(await writeStack(stack, join(home, stack.name)))
  return written
}

async function writeStack(stack: MadeStack, folder: string): Promise<WrittenManifests> {
  const objects = [
    ...stack.objects.map(({ object }) => object),
    ...stack.releases.flatMap((release) => release.objects ?? []),
  ]
  const records = stack.releases.filter((release) => release.objects === undefined)
  const files = new Map([
    ...objects.map((object): [string, unknown] => [objectFile(object), object]),
    ...records.map((release): [string, unknown] => [`charts/${release.name}.yaml`, record(release)]),
  ])
  await removeOwn(folder)
  for (const [file, content] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), `${mark} ${stack.name}\n${stringify(content, { lineWidth: 0 })}`)
  }
  return { name: stack.name, folder, files: [...files.keys()], objects: objects.length, releases: records.length }
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
