import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { failure, type Progress, printedSeconds } from '#core'
import { type Environment, startProgram } from '#tools'
import { jsonOf, textOf, writtenFile } from './written-file.ts'

/** A program that changes a cluster or a state. */
export interface ChildProgram {
  /** Name of what it works on: no two at once. */
  readonly name: string
  readonly file: string
  readonly args: readonly string[]
  readonly env: Environment
  readonly cwd?: string
  /** File that gets what it says, anew. */
  readonly log: string
  /** Folder with a file for each program under way. */
  readonly childFolder: string
  readonly signal?: AbortSignal | undefined
  /** Called for each line that it says, soon after. */
  readonly line?: (line: string) => void
}

/** What a child left behind. */
export interface ChildResult {
  readonly exitCode: number
  /** Both streams. */
  readonly said: string
}

interface ChildFile {
  readonly pid: number
  /** When the process started, in the kernel's ticks: tells it from a later one with its number. */
  readonly started: string
  readonly what: string
}

/**
 * Runs a program that goes on when this process dies: it writes to a file, never to a pipe that may break, and its
 * number is on disk, so that the next run waits for it.
 */
export async function runChild(child: ChildProgram): Promise<ChildResult> {
  await keepBefore(child.log)
  const file = join(child.childFolder, `${child.name}.json`)
  // the shell gives its place to the program: process and number stay
  const running = startProgram('/bin/sh', ['-c', 'exec "$0" "$@" >"$CHILD_LOG" 2>&1', child.file, ...child.args], {
    env: { ...child.env, CHILD_LOG: child.log },
    ...(child.cwd === undefined ? {} : { cwd: child.cwd }),
    ...(child.signal === undefined ? {} : { signal: child.signal }),
    stopSignal: 'SIGINT',
    graceMs: 60_000,
  })
  const follower = followed(child.log, child.line)
  try {
    if (running.pid !== undefined) await recordChild(file, running.pid, `${child.file} ${child.args[0] ?? ''}`)
    const { exitCode } = await running.ended
    return { exitCode, said: (await textOf(child.log)) ?? '' }
  } finally {
    await follower.end()
    await rm(file, { force: true })
  }
}

/** The log of the run before stays beside the new one, so that a second try does not hide why the first one failed. */
async function keepBefore(log: string): Promise<void> {
  if (await textOf(log)) await rename(log, log.replace(/\.log$/, '.before.log'))
  await writtenFile(log, '')
}

async function recordChild(file: string, pid: number, what: string): Promise<void> {
  const content: ChildFile = { pid, started: (await startTime(pid)) ?? '', what }
  await writtenFile(file, JSON.stringify(content))
}

function followed(log: string, line: ChildProgram['line']) {
  let told = 0
  const tell = async () => {
    const text = (await textOf(log)) ?? ''
    const end = text.lastIndexOf('\n') + 1
    if (end <= told) return
    for (const each of text.slice(told, end).split('\n').slice(0, -1)) line?.(each)
    told = end
  }
  const timer = line && setInterval(() => void tell().catch(() => {}), 250)
  return {
    async end() {
      clearInterval(timer)
      if (line) await tell().catch(() => {})
    },
  }
}

/**
 * Waits for programs that an earlier run of ours started and that are still at work.
 * @throws Fault(3) when one of them is still there after the time given
 */
export async function waitForChildren(
  childFolder: string,
  { progress, timeoutSeconds = 900 }: { readonly progress: Progress; readonly timeoutSeconds?: number },
): Promise<void> {
  const files = (await readdir(childFolder).catch(() => [])).filter((name) => name.endsWith('.json'))
  const until = Date.now() + timeoutSeconds * 1000
  for (const name of files) {
    const file = join(childFolder, name)
    const child = await jsonOf<ChildFile>(file)
    for (let told = false; child && (await isAlive(child)); told = true) {
      if (!told) progress.note(`waiting for ${child.what} of an earlier run (process ${child.pid})`)
      if (Date.now() > until) throw stillThere(child, timeoutSeconds)
      await new Promise((resolve) => setTimeout(resolve, 300))
    }
    await rm(file, { force: true })
  }
}

async function isAlive({ pid, started }: ChildFile): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' && started === ''
  }
  return (await startTime(pid)) === (started || undefined)
}

/** When a process started; undefined where the system does not say, and for one that has ended but was not waited for. */
async function startTime(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // the name in brackets may hold spaces and brackets itself
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields?.[0] === 'Z' ? undefined : fields?.[19]
}

function stillThere({ pid, what }: ChildFile, seconds: number) {
  return failure({
    code: 'delivery/busy',
    path: what,
    message: `${what} of an earlier run is still at work after ${printedSeconds(seconds)} (process ${pid})`,
    remedy: `wait for it, or end process ${pid}, then run the command again`,
  })
}
