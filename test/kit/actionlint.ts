import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { silent } from '#core'
import { actionlint, run } from '#tools'

/** actionlint where somebody has compiled it (`./superpod test` does); undefined elsewhere: a test compiles nothing. */
export const compiledActionlint: string | undefined = await actionlint({
  cache: join(homedir(), '.cache', 'superpod'),
  progress: silent,
  env: { PATH: '/nowhere' },
}).catch(() => undefined)

/** What actionlint says of one workflow, without the programs that it would ask about shell and Python. */
export async function lintedWorkflow(
  text: string,
): Promise<{ readonly exitCode: number | undefined; readonly said: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-workflow-'))
  try {
    await writeFile(join(folder, 'workflow.yml'), text)
    const words = ['-no-color', '-shellcheck=', '-pyflakes=', 'workflow.yml']
    const { exitCode, stdout, stderr } = await run(compiledActionlint ?? '', words, { env: {}, cwd: folder })
    return { exitCode, said: `${stdout}${stderr}` }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
