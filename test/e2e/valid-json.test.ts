import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { objectsChart } from '#constructs'
import { stableText } from '#core'
import { providerVersions } from '#terraform'
import { output, terraformTool } from '#tools'
import { fillPlatform, fillTenant } from '../kit/every-construct.ts'
import { jsonOf } from '../kit/loose-stack.ts'

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

test.skipIf(!terraform || mirrored.includes(false)).each([
  ['platform', jsonOf(fillPlatform)],
  ['tenant', jsonOf(fillTenant)],
])(
  'Terraform with the real providers finds a %s valid (needs terraform, and providers in the mirror)',
  async (_layer, json) => {
    const folder = await mkdtemp(join(tmpdir(), 'valid-json-'))
    const config = join(folder, 'terraform.rc')
    const files = {
      'cdk.tf.json': stableText(json),
      'terraform.rc': `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
      ...objectsChart(),
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    const run = (...args: string[]) =>
      output(terraform?.file ?? '', args, { cwd: folder, env: { ...env, TF_CLI_CONFIG_FILE: config } })
    await run('init', '-backend=false', '-input=false', '-no-color')
    expect(JSON.parse(await run('validate', '-json'))).toMatchObject({ valid: true, error_count: 0, warning_count: 0 })
    await rm(folder, { recursive: true })
  },
  60_000,
)
