import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { diskFault } from '#core'

/** How a file is made. */
export interface FileModes {
  /** @default 0o600 */
  readonly mode?: number
  /** Mode of folders that are not there yet. @default 0o700 */
  readonly folderMode?: number
}

/**
 * Writes a file whole or not at all, and only where its content differs.
 * @returns whether it was written
 * @throws Fault(3) when the disk is full or the folder may not be written
 */
export async function writtenFile(file: string, content: string, modes: FileModes = {}): Promise<boolean> {
  if ((await textOf(file)) === content) return false
  // two stacks at work at once may write the same file
  const temporary = `${file}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await mkdir(dirname(file), { recursive: true, mode: modes.folderMode ?? 0o700 })
    await writeFile(temporary, content, { mode: modes.mode ?? 0o600 })
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw diskFault(error, file) ?? error
  }
  return true
}

/** Text of a file; undefined where there is none. */
export async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** JSON of a file; undefined where there is none, or where it was cut short. */
export async function jsonOf<Value>(file: string): Promise<Value | undefined> {
  const text = await textOf(file)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as Value
  } catch {
    return undefined
  }
}

function isMissing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}
