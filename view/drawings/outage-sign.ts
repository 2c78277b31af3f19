import type { outageStates } from '#model'
import { type Markup, tag } from '../markup.ts'

/** Why a system takes no work. */
export type OutageState = (typeof outageStates)[number]

/** What each state is called, for people. */
export const outageWords: Readonly<Record<OutageState, string>> = {
  failed: 'failed',
  maintenance: 'in maintenance',
  outside: 'outside of every queue',
  quarantine: 'in quarantine',
  rma: 'returned to its maker',
}

/** Shapes in a square of two by two around the middle: they differ without colour. */
const shapes: Readonly<Record<OutageState, string>> = {
  failed: 'M-1-1 1 1M1-1-1 1',
  maintenance: 'M0-1 1 .8H-1Z',
  outside: 'M-1 0A1 1 0 1 0 1 0A1 1 0 1 0-1 0Z',
  quarantine: 'M0-1.1 1.1 0 0 1.1-1.1 0Z',
  rma: 'M1 0H-1M-.2-.8-1 0-.2.8',
}

/** The sign of a state, drawn over what is in it. */
export function outageSign(state: OutageState, x: number, y: number, size: number): Markup {
  const transform = `translate(${x} ${y}) scale(${size})`
  return tag('path', { class: 'sign', d: shapes[state], transform, 'vector-effect': 'non-scaling-stroke' })
}
