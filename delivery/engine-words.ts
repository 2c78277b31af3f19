/** The first errors of what the engine said, on one line. */
export function errorWords(said: string): string {
  const plain = said.replace(/[│╷╵]/g, '')
  const errors = [...plain.matchAll(/Error: (.+(?:\n(?!\s*(?:Error|Warning): ).+)*)/g)].map(([, text = '']) =>
    oneLine(text),
  )
  const words = errors.length > 0 ? errors.slice(0, 3).join('; ') : oneLine(plain.slice(-600))
  return words.slice(0, 600)
}

/** A text on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
