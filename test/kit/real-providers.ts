import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { providerVersions } from '#terraform'
import { output, terraformTool } from '#tools'

const mirror = join(homedir(), '.cache', 'superpod', 'mirror', 'providers')
const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: homedir(), CHECKPOINT_DISABLE: '1' }
const terraform = await terraformTool({ engine: 'terraform', env }).catch(() => undefined)
const mirrored = await Promise.all(
  Object.entries(providerVersions).map(([name, version]) =>
    access(join(mirror, 'registry.terraform.io', 'hashicorp', name, version)).then(
      () => true,
      () => false,
    ),
  ),
)

/** Whether Terraform and the providers of clusters are here. */
export const canPlan = terraform !== undefined && !mirrored.includes(false)

/** A folder in which Terraform runs with the real providers. */
export interface TerraformFolder {
  run(...args: string[]): Promise<string>
  write(path: string, text: string): Promise<void>
}

/** Does something in a folder of its own, which is gone afterwards. */
export async function inTerraformFolder<Result>(effect: (folder: TerraformFolder) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'real-providers-'))
  const config = join(folder, 'terraform.rc')
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  try {
    await write('terraform.rc', `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`)
    return await effect({
      write,
      run: (...args) =>
        output(terraform?.file ?? '', args, { cwd: folder, env: { ...env, TF_CLI_CONFIG_FILE: config } }),
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
