import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Progress } from '#core'
import { type BuildLock, takeLock } from '#tools'
import type { TwinFolder } from './twin-folder.ts'

/** Keeps a twin for one command at a time. */
export async function lockTwin({ real, lock }: TwinFolder, progress: Progress): Promise<BuildLock> {
  await mkdir(dirname(real), { recursive: true, mode: 0o700 })
  let noted = false
  return takeLock(lock, {
    pollMs: 200,
    waiting({ pid }) {
      if (!noted) progress.note(`waiting for process ${pid}, which works on this twin`)
      noted = true
    },
  })
}
