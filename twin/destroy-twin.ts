import { rm } from 'node:fs/promises'
import { type Progress, silent } from '#core'
import { removeEgressFolder } from './egress-socket.ts'
import { type TwinFolder, twinFolder } from './twin-folder.ts'
import { lockTwin } from './twin-lock.ts'
import { stopProcesses } from './twin-process.ts'
import { readTwinState } from './twin-state.ts'

/** Stops a twin and removes everything of it: processes, files, folder, kubeconfig. @returns whether there was one */
export async function destroyTwin(options: { folder: string; progress?: Progress }): Promise<boolean> {
  const folder = twinFolder(options.folder)
  const lock = await lockTwin(folder, options.progress ?? silent)
  try {
    const removed = await removeTwin(folder)
    // what is left of a folder whose path has blanks: the link to it
    if (folder.root !== folder.real) await rm(folder.root, { force: true })
    return removed
  } finally {
    await lock.release()
  }
}

/** Removes a twin that is locked already. @returns whether there was one */
export async function removeTwin(folder: TwinFolder): Promise<boolean> {
  const state = await readTwinState(folder)
  const stopped = await stopProcesses(folder.root)
  if (state) await rm(state.kubeconfig, { force: true })
  await removeEgressFolder(folder)
  await rm(folder.real, { recursive: true, force: true })
  return state !== undefined || stopped > 0
}
