import { failure, isAtLeast } from '#core'
import { toolOnPath } from './path.ts'
import { type Environment, output } from './program.ts'

/** A Terraform engine on this machine. */
export interface TerraformTool {
  readonly engine: 'terraform' | 'tofu'
  /** Absolute path of the program. */
  readonly file: string
  /** Version without a `v`, such as `1.10.5`. */
  readonly version: string
}

/** The oldest version of either engine that will do: the S3 backend's lockfile needs it. */
const leastEngineVersion = '1.10'

const ways = {
  terraform:
    'install Terraform from https://developer.hashicorp.com/terraform/install, or set engine: tofu in the target',
  tofu: 'install OpenTofu from https://opentofu.org/docs/intro/install, or set engine: terraform in the target',
}

/** The engine that a target names, from PATH. @throws Fault with the way to get it where it is missing or too old */
export async function terraformTool({
  engine,
  env,
}: {
  readonly engine: 'terraform' | 'tofu'
  readonly env: Environment
}): Promise<TerraformTool> {
  const file = await toolOnPath(engine, env)
  if (file === undefined) {
    throw failure({ code: 'tool/missing', path: engine, message: `${engine} is not on PATH`, remedy: ways[engine] })
  }
  const version = engineVersion(await output(file, ['version', '-json'], { env: { ...env, CHECKPOINT_DISABLE: '1' } }))
  if (version === undefined) {
    throw failure({
      code: 'tool/failed',
      path: file,
      message: `${file} does not tell its version: version -json gave no terraform_version`,
      remedy: ways[engine],
    })
  }
  if (!isAtLeast(version, leastEngineVersion)) {
    throw failure({
      code: 'tool/too-old',
      path: file,
      message: `${engine} is ${version}, but must be ${leastEngineVersion} or newer`,
      remedy: ways[engine],
    })
  }
  return { engine, file, version }
}

function engineVersion(json: string): string | undefined {
  try {
    const { terraform_version: version } = JSON.parse(json) as { terraform_version?: unknown }
    return typeof version === 'string' ? version : undefined
  } catch {
    return undefined
  }
}
