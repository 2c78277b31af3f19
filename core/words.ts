import { distance } from 'fastest-levenshtein'

/**
 * The known word that a person most likely meant.
 * @returns undefined when nothing is near: more than a third of the letters would have to change, and none goes on with it
 */
export function didYouMean(word: string, known: Iterable<string>): string | undefined {
  const words = [...known]
  let best = words.find((candidate) => candidate.startsWith(`${word.toLowerCase()}-`))
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of words) {
    const away = distance(word.toLowerCase(), candidate.toLowerCase())
    if (away < bestDistance) [best, bestDistance] = [candidate, away]
  }
  return best
}

/** A list as a sentence has it: `a`, `a or b`, `a, b or c`. */
export function wordList(words: readonly string[], conjunction: 'and' | 'or' = 'or'): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}

/** A count with its noun: `1 system`, `191 systems`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${printedCount(count)} ${count === 1 ? noun : plural}`
}

/** The first few of some names, and how many more there are: `a, b, c and 5 more`. */
export function firstFew(names: readonly string[], most: number): string {
  const more = names.length - most
  return `${names.slice(0, most).join(', ')}${more > 0 ? ` and ${printedCount(more)} more` : ''}`
}

/** A whole number for people: `1,528`. Not by locale: loading those takes 18 ms. */
export function printedCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
