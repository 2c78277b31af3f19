import type { PodModel } from '../pod-model.ts'
import type { SupportRack } from './elevation-support.ts'

/** Where a rack stands: row and place in it. */
export interface FloorPlace {
  /** Row on the floor, `a` first; after `z` comes `aa`. */
  readonly row: string
  /** Place in the row, from 1. */
  readonly column: number
}

/** What places on the floor follow from, beside the racks without systems. */
type Floor = Pick<PodModel, 'generation' | 'scalableUnits' | 'systemsPerRack' | 'racks' | 'rackPlaces'>

/**
 * Where every rack stands, by its name: a row is a scalable unit, so that a unit that is added moves no rack. Racks with
 * systems come first, with room for all of a whole unit; then, in the first row, those for management; then network racks.
 * What config puts elsewhere leaves its own place empty.
 */
export function floorPlaces(floor: Floor, support: readonly SupportRack[]): ReadonlyMap<string, FloorPlace> {
  const columns = new Map<string, number>()
  const places = new Map<string, FloorPlace>()
  const stand = (name: string, row: string) => {
    const column = (columns.get(row) ?? 0) + 1
    columns.set(row, column)
    const written = floor.rackPlaces[name]
    places.set(name, written === undefined ? { row, column } : placeOf(written))
  }
  const rows = new Map(floor.scalableUnits.map((unit, index) => [unit, rowName(index)]))
  for (const { name, scalableUnit } of floor.racks) stand(name, rows.get(scalableUnit) ?? 'a')
  const room = Math.ceil(floor.generation.systemsPerScalableUnit.value / floor.systemsPerRack)
  for (const row of rows.values()) columns.set(row, Math.max(room, columns.get(row) ?? 0))
  const ofUnits = support.filter(({ scalableUnit }) => scalableUnit !== undefined)
  const ofPod = support.filter(({ scalableUnit }) => scalableUnit === undefined)
  for (const { name, scalableUnit } of [...ofPod, ...ofUnits]) stand(name, rows.get(scalableUnit ?? '') ?? 'a')
  return places
}

/** Letters of a row. @param index - number of the row, from 0 */
function rowName(index: number): string {
  const last = String.fromCharCode('a'.charCodeAt(0) + (index % 26))
  return index < 26 ? last : rowName(Math.floor(index / 26) - 1) + last
}

/** A place as config writes it, `b12`. */
function placeOf(written: string): FloorPlace {
  const [, row = '', column = ''] = /^([a-z]+)(\d+)$/.exec(written) ?? []
  return { row, column: Number(column) }
}
