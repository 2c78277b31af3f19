import type { TwinTools } from '#tools'
import type { ControlPlanePorts } from './control-plane.ts'
import { readJson, writePrivately } from './private-file.ts'
import type { TwinFolder } from './twin-folder.ts'

/** What has to be known about a twin from one command to the next. */
export interface TwinState {
  /** Name of the context in its kubeconfig. */
  readonly name: string
  readonly tools: TwinTools
  readonly ports: ControlPlanePorts
  /** Ports that kwokctl's files may still have: a start that was to move them was interrupted. */
  readonly formerPorts: readonly ControlPlanePorts[]
  /** Where the admin's kubeconfig was written. */
  readonly kubeconfig: string
  /** Whether creation went through: what is not complete is removed and made anew. */
  readonly complete: boolean
}

/** The state of a twin. @returns undefined where there is none */
export function readTwinState(folder: TwinFolder): Promise<TwinState | undefined> {
  return readJson<TwinState>(folder.state)
}

/** Keeps the state of a twin. */
export function writeTwinState(folder: TwinFolder, state: TwinState): Promise<void> {
  return writePrivately(folder.state, `${JSON.stringify(state, null, 2)}\n`)
}
