import { accessControls } from './access-controls.ts'
import type { Control, ControlArea } from './control.ts'
import { dataControls } from './data-controls.ts'
import { hostControls } from './host-controls.ts'
import { shareControls } from './share-controls.ts'
import { workControls } from './work-controls.ts'

const table = { ...accessControls, ...workControls, ...shareControls, ...dataControls, ...hostControls }

/** Name of a control: its area, and what it is about. It is for life. */
export type ControlId = keyof typeof table

/** Every control, in the order in which they are read. */
export const controls: Readonly<Record<ControlId, Control>> = table

/** Names of all controls, in the order in which they are read. */
export const controlIds = Object.keys(table) as ControlId[]

/** What a control is about, by its name. */
export function controlArea(id: ControlId): ControlArea {
  return id.slice(0, id.indexOf('/')) as ControlArea
}
