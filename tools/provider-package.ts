import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Fault, failure, type Progress } from '#core'
import { takeLock } from './build-lock.ts'
import { toolOnPath } from './path.ts'
import { type Environment, run } from './program.ts'

/** Packages of providers that only some targets need: each is in a folder of its own, and pinned by its own lock. */
export const providerPackages = ['aws', 'google', 'azurerm'] as const

/** One of them: a folder below `terraform/`. */
export type ProviderPackage = (typeof providerPackages)[number]

/** Where packages are, and what installing one takes. */
export interface ProviderPackageProps {
  /** Folder of the repository. */
  readonly root: string
  readonly env: Environment
  readonly progress: Progress
  readonly signal?: AbortSignal | undefined
}

/**
 * Installs the package of a provider where it is not: exactly what its lock names. Another process that does the same is
 * waited for.
 * @throws Fault(3) where it cannot be had
 */
export async function installProviderPackage(name: ProviderPackage, props: ProviderPackageProps): Promise<void> {
  const folder = join(props.root, 'terraform', name)
  if (await isInstalled(folder)) return
  const lock = await takeLock(join(folder, 'install.lock'), props.signal ? { signal: props.signal } : {})
  try {
    if (!(await isInstalled(folder))) await install(name, folder, props)
  } finally {
    await lock.release()
  }
}

/** The mark is written after a whole install only, which begins by removing the folder that it is in. */
async function isInstalled(folder: string): Promise<boolean> {
  const mark = await readFile(markFile(folder), 'utf8').catch(() => undefined)
  return mark === (await lockHash(folder))
}

function markFile(folder: string): string {
  return join(folder, 'node_modules', '.superpod-installed')
}

async function lockHash(folder: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(folder, 'package-lock.json')))
    .digest('hex')
}

async function install(name: ProviderPackage, folder: string, { env, progress, signal }: ProviderPackageProps) {
  const npm = await toolOnPath('npm', env)
  if (npm === undefined) throw notInstalled(name, 'npm is not on PATH')
  progress.note(`installing what is missing: @cdktf/provider-${name}, for this kind of target only`)
  // its peers are those of the repository: a second cdktf would be a stranger to the first
  const words = ['ci', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error']
  const { exitCode, stderr } = await run(npm, words, { env, cwd: folder, ...(signal ? { signal } : {}) })
  if (exitCode !== 0) throw notInstalled(name, stderr.trim().split('\n').at(-1) || `npm ended with ${exitCode}`)
  await writeFile(markFile(folder), await lockHash(folder))
}

function notInstalled(name: ProviderPackage, why: string): Fault {
  return failure({
    code: 'provider/not-installed',
    path: `terraform/${name}`,
    message: `the package @cdktf/provider-${name}, which this kind of target needs, could not be installed: ${why}`,
    remedy: `run npm ci --legacy-peer-deps in terraform/${name} where the package registry can be reached, and bring its node_modules here`,
  })
}
