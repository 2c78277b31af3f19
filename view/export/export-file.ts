/** A plan as a file for whoever builds or runs the machine. */
export interface ExportFile {
  /** Name of the file, such as `cabling.csv`. */
  readonly name: string
  readonly content: string
  /** How many things it lists. */
  readonly rows: number
  /** The same for people: `1,532 links`. */
  readonly size: string
}
