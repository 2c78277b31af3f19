import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { missing, privately } from './private-spawn.ts'
import type { Environment } from './program.ts'
import { openLog } from './program-log.ts'

/** How a daemon is started. */
export interface DaemonOptions {
  /** Whole environment of the daemon. */
  readonly env: Environment
  /** Folder it runs in. @default that of this process */
  readonly cwd?: string
  /** File that its output is added to. */
  readonly log: string
}

/**
 * Starts a program that outlives this process: a session of its own, no pipes, umask 077.
 * @returns its process id
 * @throws Fault where it could not be started
 */
export async function startDaemon(file: string, args: readonly string[], options: DaemonOptions): Promise<number> {
  const { env, cwd, log } = options
  const { fd, close } = openLog(log)
  try {
    const child = privately(() =>
      spawn(file, args, { env: { ...env }, cwd, detached: true, stdio: ['ignore', fd, fd] }),
    )
    await once(child, 'spawn')
    child.unref()
    if (child.pid === undefined) throw missing(file)
    return child.pid
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? missing(file) : error
  } finally {
    close()
  }
}
