import { failure, isAtLeast } from '#core'
import { toolOnPath } from './path.ts'
import { type Environment, output } from './program.ts'

/** A Go toolchain that is new enough. */
export interface Go {
  /** Absolute path of the go command. */
  readonly file: string
  /** Such as `1.26.1`. */
  readonly version: string
}

/**
 * The Go on PATH, seen from a module's folder: there it may switch to a newer toolchain by itself.
 * @throws Fault with the way to get it where it is missing or too old
 */
export async function goOnPath({
  env,
  folder,
  least,
  signal,
}: {
  readonly env: Environment
  readonly folder: string
  /** Oldest version that will do, such as `1.26.0`. */
  readonly least: string
  readonly signal?: AbortSignal
}): Promise<Go> {
  const short = least.split('.').slice(0, 2).join('.')
  const remedy = `install Go ${short} or newer from https://go.dev/dl, then run the same command again`
  const file = await toolOnPath('go', env)
  if (file === undefined) {
    throw failure({ code: 'tool/missing', path: 'go', message: 'go is not on PATH: it compiles the twin', remedy })
  }
  const told = await output(file, ['env', 'GOVERSION'], { env: { ...env, GOWORK: 'off' }, cwd: folder, signal })
  const version = told.trim().replace(/^go/, '').split(' ')[0] ?? ''
  if (!isAtLeast(version, least)) {
    throw failure({
      code: 'tool/too-old',
      path: file,
      message: `go is ${version || 'of no known version'}, but must be ${least} or newer`,
      remedy,
    })
  }
  return { file, version }
}

/** What `process.platform` and `process.arch` are called in Go, such as `linux-amd64`. */
export function goPlatform(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `${system}-${process.arch === 'x64' ? 'amd64' : process.arch}`
}
