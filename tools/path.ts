import { access, constants, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Environment } from './program.ts'

/**
 * Where on PATH a program is.
 * @returns its absolute path; undefined where no folder of PATH holds it. Relative folders are passed over
 */
export async function toolOnPath(name: string, env: Environment): Promise<string | undefined> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const file = join(folder, name)
    if (isAbsolute(folder) && (await isProgram(file))) return file
  }
  return undefined
}

/** Whether a path is a file that may be run. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return (await stat(file)).isFile()
  } catch {
    return false
  }
}
