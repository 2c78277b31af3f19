import { stringify } from 'csv-stringify/sync'

/** What a cell holds; undefined is an empty one: the column does not apply to the row. */
export type Cell = string | number | undefined

/** A table: columns by their header, each with what it takes of a row. */
export type Columns<Row> = Readonly<Record<string, (row: Row) => Cell>>

/** What a cell says where sources leave a number open: never 0, and never empty. */
const notPublished = 'not published'

/** A number or a text, or that none is published. */
export function published(value: string | number | undefined): string | number {
  return value ?? notPublished
}

/**
 * A table as CSV by RFC 4180, but with a line feed at the end of each line: header first, rows in their order.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function csv<Row>(columns: Columns<Row>, rows: readonly Row[]): string {
  const cells = Object.values(columns)
  const lines = rows.map((row) => cells.map((cell) => cell(row)))
  // a cell that a spreadsheet would take for a formula gets an apostrophe
  return stringify([Object.keys(columns), ...lines], { record_delimiter: 'unix', escape_formulas: true })
}
