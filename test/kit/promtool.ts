import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { silent } from '#core'
import { promtool, run } from '#tools'

/** promtool where somebody has compiled it (`./superpod test` does); undefined elsewhere: a test compiles nothing. */
export const compiledPromtool: string | undefined = await promtool({
  cache: join(homedir(), '.cache', 'superpod'),
  progress: silent,
  env: { PATH: '/nowhere' },
}).catch(() => undefined)

/**
 * What promtool says of files in a folder that is gone afterwards.
 * @param files - content by name; JSON is YAML
 * @returns exit code, and all that it said
 */
export async function judged(
  args: readonly string[],
  files: Readonly<Record<string, unknown>>,
): Promise<{ readonly exitCode: number; readonly said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-rules-'))
  try {
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), JSON.stringify(content))
    const { exitCode, stdout, stderr } = await run(compiledPromtool ?? '', args, { env: {}, cwd: folder })
    return { exitCode, said: `${stdout}${stderr}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
