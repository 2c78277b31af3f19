import type { Grade } from '../source.ts'
import type { ForceNewRow } from './force-new.ts'

/**
 * Rows of a provider that could not be had here, so that no plan has shown them.
 * @param key - source of all of them
 * @returns a row: graded V where the resource's code was read for the table, else as its documentation is known
 */
export function unproved(key: string) {
  return (type: string, fields: readonly string[], grade: Grade = 'K'): ForceNewRow => ({
    type,
    fields,
    source: { key, grade },
    standing: 'unproved',
  })
}
