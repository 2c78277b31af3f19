import { type Progress, silent } from '#core'
import { twinFolder } from './twin-folder.ts'
import { lockTwin } from './twin-lock.ts'
import { stopProcesses } from './twin-process.ts'

/** Stops all processes of a twin; what is in it stays for the next start. @returns whether any ran */
export async function stopTwin(options: { folder: string; progress?: Progress }): Promise<boolean> {
  const folder = twinFolder(options.folder)
  const lock = await lockTwin(folder, options.progress ?? silent)
  try {
    return (await stopProcesses(folder.root)) > 0
  } finally {
    await lock.release()
  }
}
