import { refusal } from '#core'
import type { TwinFolder } from './twin-folder.ts'
import { readTwinState, type TwinState } from './twin-state.ts'

/** The state of a twin that was created. @throws Fault where there is none */
export async function runningState(folder: TwinFolder): Promise<TwinState> {
  const state = await readTwinState(folder)
  if (state?.complete) return state
  throw refusal({
    code: 'twin/missing',
    path: folder.root,
    message: `there is no twin in ${folder.root}`,
    remedy: 'start it: ./superpod up',
  })
}
