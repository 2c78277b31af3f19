/** A text as one word of a command line that a person may paste: in quotes where it holds a blank or the like. */
export function shellWord(text: string): string {
  return /^[\w./@:+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
