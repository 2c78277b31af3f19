import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { repository } from '../gefion.ts'

/**
 * A project of a few files, judged by the rules of this one.
 * @param settings - files of this repository that it takes as they are
 * @returns its folder, which goes when it is disposed of
 */
export function temporaryProject(files: Readonly<Record<string, string>>, settings: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'superpod-house-'))
  for (const file of settings) cpSync(join(repository, file), join(folder, file))
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'))
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
