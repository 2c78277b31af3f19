import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { failure } from '#core'

/** What became of a file: one that has the content already is left alone. */
export type FileChange = 'new' | 'changed' | 'unchanged'

/**
 * Writes a result of ours whole or not at all, and only where its content differs.
 * @throws Fault 3 when the disk is full, or the folder may not be written
 */
export async function writtenFile(file: string, content: string): Promise<FileChange> {
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const before = await contentOf(file)
    if (before === content) return 'unchanged'
    await mkdir(dirname(file), { recursive: true })
    await writeFile(temporary, content)
    await rename(temporary, file)
    return before === undefined ? 'new' : 'changed'
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw unwritable(file, error)
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function unwritable(file: string, error: unknown) {
  const { code, message } = error as NodeJS.ErrnoException
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return failure(
    {
      code: full ? 'disk/full' : 'disk/unwritable',
      path: file,
      message: full ? `no space is left on the disk of ${file}` : `${file} cannot be written: ${message}`,
      remedy: full
        ? 'free some space, then run the command again: nothing was lost'
        : 'name another folder with --out, or make this one writable',
    },
    error,
  )
}
