import { readdir, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { stableText } from '#core'
import type { DeliveryStack } from './delivery-stack.ts'
import type { Workplace } from './workplace.ts'
import { writtenFile } from './written-file.ts'

const modes = { mode: 0o644, folderMode: 0o755 }

/**
 * Writes stacks to their folders: the JSON and the charts beside it. What is there already and equal is not touched;
 * of a folder, only old files of our charts go.
 * @returns names of the stacks of which something was written
 */
export async function writeStacks(
  workplace: Pick<Workplace, 'stackFolder'>,
  stacks: readonly Pick<DeliveryStack, 'name' | 'json' | 'files'>[],
): Promise<string[]> {
  const written: string[] = []
  for (const { name, json, files } of stacks) {
    const folder = workplace.stackFolder(name)
    const contents = [['cdk.tf.json', stableText(json)], ...Object.entries(files)] as const
    const changes: boolean[] = []
    for (const [file, content] of contents) changes.push(await writtenFile(join(folder, file), content, modes))
    await removeOldFiles(folder, files)
    if (changes.includes(true)) written.push(name)
  }
  return written
}

async function removeOldFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const charts = join(folder, 'charts')
  const entries = await readdir(charts, { recursive: true, withFileTypes: true }).catch(() => [])
  const wanted = new Set(Object.keys(files).map((file) => join(file)))
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = join(entry.parentPath, entry.name)
    if (!wanted.has(relative(folder, file))) await rm(file, { force: true })
  }
}
