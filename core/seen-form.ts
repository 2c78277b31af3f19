import unhomoglyph from 'unhomoglyph'

/**
 * What a text looks like to a person, by Unicode's table of confusable characters: texts of one form read the same. What is
 * not drawn tells nothing apart, neither does the number of spaces.
 */
export function seenForm(text: string): string {
  const drawn = text.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')
  return unhomoglyph(drawn.normalize('NFD')).normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/** Characters of a text beyond ASCII, as code points, four of them at most: `U+0430`. */
export function foreignCharacters(text: string): string[] {
  const points = [...text].map((character) => character.codePointAt(0) ?? 0).filter((point) => point > 0x7f)
  return [...new Set(points)].slice(0, 4).map((point) => `U+${point.toString(16).toUpperCase().padStart(4, '0')}`)
}
