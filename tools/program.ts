import { constants } from 'node:os'
import { execa, type Options } from 'execa'
import { failure } from '#core'
import { askToStop, forget, remember, signalGroup } from './living-group.ts'
import { missing, privately } from './private-spawn.ts'
import { openLog, type ProgramLog } from './program-log.ts'

/** The whole environment of a child: nothing of the parent's comes along by itself. */
export type Environment = Readonly<Record<string, string | undefined>>

/** How a program is run. */
export interface ProgramOptions {
  /** Whole environment of the child. */
  readonly env: Environment
  /** Folder it runs in. @default that of this process */
  readonly cwd?: string
  /** What it reads from its standard input. @default nothing */
  readonly input?: string
  /** Whether its output is kept as bytes are: one character each, the last newline too. @default it is text */
  readonly bytes?: boolean
  /** Stops the program, and all that it started, when aborted. */
  readonly signal?: AbortSignal
  /** How it is asked to stop. @default SIGTERM */
  readonly stopSignal?: NodeJS.Signals
  /** How long it may take to stop before it is killed. @default 10000 */
  readonly graceMs?: number
  /** File that its output is added to as well, readable by the owner only. */
  readonly log?: string
  /** Called for each line of its output. */
  readonly line?: (line: string, stream: 'stdout' | 'stderr') => void
  /** Whether its output is kept for the result; not for programs that run for days. @default true */
  readonly keepOutput?: boolean
}

/** What came of a program. */
export interface ProgramResult {
  readonly stdout: string
  readonly stderr: string
  /** As a shell has it: 128 and the signal's number where a signal ended it. */
  readonly exitCode: number
}

/** A program on its way. */
export interface RunningProgram {
  /** Id of the process and of its group; undefined where it could not be started. */
  readonly pid: number | undefined
  /** Its end. Rejects with a Fault where it could not be started, with the signal's reason where that was aborted. */
  readonly ended: Promise<ProgramResult>
  /** Asks the whole group to stop, kills it after the grace, and waits for the end. */
  stop(): Promise<void>
}

/**
 * Starts a program in a process group of its own, with umask 077. This room is the only one that spawns.
 * When this process ends, so does the group: see `startDaemon` for one that stays.
 */
export function startProgram(file: string, args: readonly string[], options: ProgramOptions): RunningProgram {
  options.signal?.throwIfAborted()
  const log = options.log === undefined ? undefined : openLog(options.log)
  const subprocess = privately(() => execa(file, args, execaOptions(options, log)))
  const { pid } = subprocess
  const stopSignal = options.stopSignal ?? 'SIGTERM'
  if (pid !== undefined) remember(pid, stopSignal)

  let killing: NodeJS.Timeout | undefined
  const stop = () => {
    if (pid === undefined || killing !== undefined) return
    askToStop(pid, stopSignal)
    killing = setTimeout(() => signalGroup(pid, 'SIGKILL'), options.graceMs ?? 10_000)
  }
  options.signal?.addEventListener('abort', stop, { once: true })

  const ended = subprocess
    .then((result) => {
      options.signal?.throwIfAborted()
      return programResult(file, result)
    })
    .finally(() => {
      options.signal?.removeEventListener('abort', stop)
      clearTimeout(killing)
      if (killing !== undefined && pid !== undefined) signalGroup(pid, 'SIGKILL')
      if (pid !== undefined) forget(pid)
      log?.close()
    })
  const stopped = async () => {
    stop()
    await ended.then(
      () => {},
      () => {},
    )
  }
  return { pid, ended, stop: stopped }
}

/** Runs a program to its end, whatever its exit code. @throws Fault where it could not be started */
export async function run(file: string, args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return startProgram(file, args, options).ended
}

/** Standard output of a program that must succeed. @throws Fault with its last words where it does not */
export async function output(file: string, args: readonly string[], options: ProgramOptions): Promise<string> {
  const { stdout, stderr, exitCode } = await run(file, args, options)
  if (exitCode === 0) return stdout
  const words = lastWords(stderr) || lastWords(stdout)
  throw failure({
    code: 'tool/failed',
    path: file,
    message: `${[file, ...args].slice(0, 3).join(' ')} ended with exit code ${exitCode}${words ? `: ${words}` : ''}`,
    remedy: options.log === undefined ? undefined : `read its log: ${options.log}`,
  })
}

function execaOptions(options: ProgramOptions, log: ProgramLog | undefined) {
  const { line, input } = options
  const follow = (stream: 'stdout' | 'stderr') =>
    line === undefined && log === undefined
      ? ('pipe' as const)
      : function* (text: unknown) {
          log?.line(String(text))
          line?.(String(text), stream)
          yield text
        }
  return {
    env: { ...options.env },
    cwd: options.cwd,
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    stdout: follow('stdout'),
    stderr: follow('stderr'),
    buffer: options.keepOutput ?? true,
    ...(options.bytes ? { encoding: 'latin1' as const, stripFinalNewline: false } : {}),
  } satisfies Options
}

interface ExecaResult {
  readonly stdout?: unknown
  readonly stderr?: unknown
  readonly exitCode?: number
  readonly signal?: NodeJS.Signals
  readonly code?: string
  readonly originalMessage?: string
}

function programResult(file: string, result: ExecaResult): ProgramResult {
  const { stdout, stderr, signal, code } = result
  const exitCode = result.exitCode ?? (signal === undefined ? undefined : 128 + (constants.signals[signal] ?? 0))
  if (exitCode === undefined) {
    if (code === 'ENOENT') throw missing(file)
    throw failure({ code: 'tool/failed', path: file, message: `${file} could not be run: ${result.originalMessage}` })
  }
  return { stdout: text(stdout), stderr: text(stderr), exitCode }
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The end of what a program said, on one line. */
export function lastWords(said: string, characters = 400): string {
  const lines = said
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)
  return lines.slice(-4).join(' | ').slice(-characters)
}
