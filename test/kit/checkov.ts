import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { stableText } from '#core'
import type { TerraformJson } from '#terraform'
import { run } from '#tools'

const folders = [join(homedir(), '.cache', 'superpod', 'checkov', 'bin'), '/usr/local/bin', '/usr/bin']

/** checkov where somebody has installed it, from PyPI, in the cache of superpod or where programs are; undefined elsewhere. */
export const installedCheckov: string | undefined = folders
  .map((folder) => join(folder, 'checkov'))
  .find((file) => existsSync(file))

/** What checkov says of one stack. */
export interface CheckovReport {
  readonly passed: number
  /** Failed checks, each as its id and the resource. */
  readonly failed: readonly string[]
}

/** checkov's report on one stack, offline. */
export async function checkovReport(json: TerraformJson): Promise<CheckovReport> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-checkov-'))
  try {
    // a plain `terraform` run reads no JSON and passes; this framework takes files of this name
    await writeFile(join(folder, 'cdk.tf.json'), stableText(json))
    const words = [
      '-d',
      folder,
      '--framework',
      'terraform_json',
      '--skip-download',
      '--compact',
      '--quiet',
      '-o',
      'json',
    ]
    const { stdout } = await run(installedCheckov ?? '', words, { env: { HOME: folder }, cwd: folder })
    const { summary, results } = JSON.parse(stdout)
    const failed: { check_id: string; resource: string }[] = results?.failed_checks ?? []
    return { passed: summary.passed, failed: failed.map((each) => `${each.check_id} ${each.resource}`).sort() }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
