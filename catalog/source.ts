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

/** A number or a text of the trade, with its source; `undefined` as value means that no source confirms one. */
export interface Fact<Value> {
  readonly value: Value
  readonly source: Source
}

/** A fact of the given source key and grade. */
export function fact<Value>(value: Value, key: string, grade: Grade): Fact<Value> {
  return { value, source: { key, grade } }
}
