import { createHash } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isProgram } from './path.ts'

/** What the tools in one folder of the cache were made from. */
export interface ToolPins {
  /** Hash of the pins and the linker's flags. */
  readonly pins: string
  /** Such as `linux-amd64`. */
  readonly platform: string
  /** Version of the Go that compiles them. */
  readonly go: string
}

/** One folder of tools: `<cache>/tools/<hash of its pins, platform and Go>`. */
export interface ToolFolder {
  readonly folder: string
  readonly bin: string
  readonly charts: string
  readonly logs: string
  readonly lock: string
}

/** Where tools of these pins belong. */
export function toolFolder(cache: string, { pins, platform, go }: ToolPins): ToolFolder {
  const hash = createHash('sha256')
    .update(JSON.stringify([pins, platform, go]))
    .digest('hex')
    .slice(0, 16)
  return layout(join(cache, 'tools', hash))
}

/** Makes a folder of tools, with a note of its pins. */
export async function makeToolFolder(tools: ToolFolder, pins: ToolPins): Promise<void> {
  for (const folder of [tools.bin, tools.charts, tools.logs]) await mkdir(folder, { recursive: true, mode: 0o700 })
  const half = join(tools.folder, `pins.json.${process.pid}`)
  const file = await open(half, 'w', 0o600)
  await file.writeFile(`${JSON.stringify(pins, undefined, 2)}\n`).finally(() => file.close())
  await rename(half, join(tools.folder, 'pins.json'))
}

/** Every folder of tools with these pins for this platform, whatever Go compiled them: a newer Go is no reason to wait. */
export async function toolFolders(cache: string, { pins, platform }: Omit<ToolPins, 'go'>): Promise<ToolFolder[]> {
  const all = await readdir(join(cache, 'tools')).catch(() => [])
  const noted = await Promise.all(
    all.sort().map(async (name) => {
      const text = await readFile(join(cache, 'tools', name, 'pins.json'), 'utf8').catch(() => '{}')
      const made = JSON.parse(text) as Partial<ToolPins>
      return made.pins === pins && made.platform === platform ? [layout(join(cache, 'tools', name))] : []
    }),
  )
  return noted.flat()
}

/** The programs of a folder that are there, by name. */
export async function programsIn({ bin }: ToolFolder, names: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const name of names) if (await isProgram(join(bin, name))) found.set(name, join(bin, name))
  return found
}

/** A folder of this process's own for what is half-made; what dead builds left is removed. Only for the lock's holder. */
export async function workFolder({ folder }: ToolFolder): Promise<string> {
  await removeLeftovers({ folder })
  const work = join(folder, `${leftover}${process.pid}`)
  await mkdir(work, { recursive: true, mode: 0o700 })
  return work
}

/** Removes what builds that have ended left half-made. Only for the lock's holder. */
export async function removeLeftovers({ folder }: Pick<ToolFolder, 'folder'>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(leftover)) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Puts a finished file where it belongs, at once and whole: also after a power cut. */
export async function putInPlace(half: string, whole: string): Promise<void> {
  const file = await open(half, 'r')
  await file.sync().finally(() => file.close())
  await rename(half, whole)
}

const leftover = 'building-'

function layout(folder: string): ToolFolder {
  const inside = (name: string) => join(folder, name)
  return { folder, bin: inside('bin'), charts: inside('charts'), logs: inside('logs'), lock: inside('lock') }
}
