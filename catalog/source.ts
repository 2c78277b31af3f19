/**
 * How well a number is known. V: the vendor's own text or code; T: a third party that used it; D: derived by arithmetic;
 * K: general knowledge of the field.
 */
export type Grade = 'V' | 'T' | 'D' | 'K'

/** Where a number comes from: a key of `docs/sources.md`, and how well it is known. */
export interface Source {
  readonly key: string
  readonly grade: Grade
}

/** A number or a text of the trade, with its source. */
export interface Fact<Value> {
  readonly value: Value
  readonly source: Source
}

/** What no source confirms: it is never guessed, and whatever follows from it is unknown too. */
export interface Unknown {
  readonly value: undefined
  /** What a source says around it, or why none does: for people. */
  readonly open: string
}

/** A fact that may be open. */
export type MaybeFact<Value> = Fact<Value> | Unknown

/** A fact of the given source key and grade. */
export function fact<Value>(value: Value, key: string, grade: Grade): Fact<Value> {
  return { value, source: { key, grade } }
}

/** Something that no source confirms. */
export function unknown(open: string): Unknown {
  return { value: undefined, open }
}
