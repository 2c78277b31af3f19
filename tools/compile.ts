import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '#core'
import { type BuildPlan, type GoProgram, linkerFlags } from './build-plan.ts'
import type { Go } from './go.ts'
import { type Environment, lastWords, run } from './program.ts'
import { putInPlace } from './tool-cache.ts'

/** Where and with what one program is compiled. */
export interface CompileProps {
  readonly plan: BuildPlan
  readonly go: Go
  /** Folder for what is half-made: it is gone afterwards. */
  readonly work: string
  readonly bin: string
  /** File for all that the compiler says. */
  readonly log: string
  readonly env: Environment
  readonly signal?: AbortSignal
  /** Called for each module that is fetched, and for each package that is compiled. */
  readonly heard?: (what: 'module' | 'package') => void
}

/** Compiles one program: at its place it is whole, or not there at all. @throws Fault that names the log */
export async function compileProgram(program: GoProgram, props: CompileProps): Promise<string> {
  const half = join(props.work, program.name)
  const whole = join(props.bin, program.name)
  await rm(props.log, { force: true })
  const { exitCode, stderr } = await run(props.go.file, buildArgs(program, half), {
    env: goEnvironment(props),
    cwd: join(props.plan.folder, program.module),
    signal: props.signal,
    // go removes its own temporary files on SIGINT only
    stopSignal: 'SIGINT',
    log: props.log,
    line(line) {
      if (line.startsWith('go: downloading ')) props.heard?.('module')
      else if (packageLine.test(line)) props.heard?.('package')
    },
  })
  if (exitCode !== 0) throw compileFault({ what: program.name, said: stderr, log: props.log })
  await putInPlace(half, whole)
  return whole
}

const packageLine = /^[\w.-]+(\/[\w.~-]+)*$/

/** Environment for the go command: no workspace, no C compiler, its temporary files in our folder. */
export function goEnvironment({ env, work }: Pick<CompileProps, 'env' | 'work'>): Environment {
  return {
    ...env,
    CGO_ENABLED: '0',
    GO111MODULE: 'on',
    GOARCH: undefined,
    GOOS: undefined,
    GOTMPDIR: work,
    GOWORK: 'off',
  }
}

/** Why go failed, as a finding: what a person can do about it differs. */
export function compileFault({
  what,
  said,
  log,
}: {
  readonly what: string
  readonly said: string
  readonly log: string
}) {
  const { code, message, remedy } = causes.find(({ sign }) => sign.test(said)) ?? unknownCause
  return failure({
    code,
    path: what,
    message: `${what} was not built: ${message}: ${lastWords(said, 300)}`,
    remedy: `${remedy}; the log is ${log}`,
  })
}

const causes = [
  {
    sign: /no space left on device|disk quota exceeded/i,
    code: 'tool/disk-full',
    message: 'the disk is full',
    remedy:
      'free about 10 GiB where the caches of Go (go env GOCACHE GOMODCACHE) and of superpod are, then run it again',
  },
  {
    sign: /SECURITY ERROR|checksum mismatch/,
    code: 'tool/modules-tampered',
    message: 'a Go module is not the one that is pinned',
    remedy:
      'do not go on: find out what answers for the Go module proxy (go env GOPROXY), then run the same command again',
  },
  {
    sign: /dial tcp|no such host|connection refused|i\/o timeout|TLS handshake|proxyconnect|: [45]\d\d [A-Z]|module lookup disabled|unexpected EOF/,
    code: 'tool/modules-unreachable',
    message: 'its Go modules cannot be had',
    remedy:
      'see that the Go module proxy can be reached (go env GOPROXY), then run the same command again: what is done is kept',
  },
  {
    sign: /signal: killed|cannot allocate memory|out of memory/,
    code: 'tool/out-of-memory',
    message: 'the compiler ran out of memory',
    remedy: 'free about 3 GiB of memory, then run the same command again: what is done is kept',
  },
]

const unknownCause = {
  code: 'tool/build-failed',
  message: 'go build failed',
  remedy: 'mend what it names, then run the same command again',
}

function buildArgs(program: GoProgram, to: string): string[] {
  const { tags = [] } = program
  const tagged = tags.length > 0 ? ['-tags', tags.join(',')] : []
  const flags = ['-v', '-mod=readonly', '-trimpath', '-buildvcs=false', ...tagged, '-ldflags', linkerFlags(program)]
  return ['build', ...flags, '-o', to, program.package]
}
