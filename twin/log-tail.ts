import { readFile } from 'node:fs/promises'

/** The end of a log, on one line. @returns an empty text where there is no log */
export async function lastWordsOf(file: string, lines = 20): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(-lines)
    .join(' | ')
    .slice(-2000)
}
