import { type Fact, fact, type Grade } from './source.ts'
import type { Rail } from './system-model.ts'

/** Rails of a generation whose ports and devices no source names: known by number alone. */
export function unnamedRails(count: number, source: string, grade: Grade): Fact<readonly Rail[]> {
  return fact(
    Array.from({ length: count }, (_, rail) => ({ rail })),
    source,
    grade,
  )
}
