import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { type ProgramResult, run } from '#tools'
import { repository } from './gefion.ts'

/** How the command line is run. */
export interface SuperpodOptions {
  readonly cwd?: string
  /** Variables, beside PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly stopSignal?: NodeJS.Signals
  /** Program to run. @default that of the repository */
  readonly program?: string
}

/** Folders in which the tests' programs are found. */
export const searchPath = `${dirname(process.execPath)}:/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin`

/** Runs `./superpod` as a person would. */
export function superpod(words: readonly string[], options: SuperpodOptions = {}): Promise<ProgramResult> {
  const { env, program = join(repository, 'superpod'), ...rest } = options
  return run(program, words, { cwd: repository, ...rest, env: { PATH: searchPath, HOME: homedir(), ...env } })
}

/** Its result, where stdout must be one JSON document and nothing else. */
export async function superpodJson(words: readonly string[], options: SuperpodOptions = {}) {
  const { stdout, ...rest } = await superpod([...words, '--json'], options)
  return { ...rest, data: JSON.parse(stdout) }
}
