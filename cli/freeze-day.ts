import type { Freeze } from '#delivery'
import type { PodModel } from '#model'

/**
 * The freeze of a target on a day: its last day is one of it.
 * @returns undefined where nothing is frozen, or nothing any more
 */
export function freezeOn({ target: { freeze } }: Pick<PodModel, 'target'>, today: string): Freeze | undefined {
  return freeze && today <= freeze.until ? freeze : undefined
}
