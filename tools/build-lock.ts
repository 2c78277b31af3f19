import { randomUUID } from 'node:crypto'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { isAlive } from './alive.ts'

/** Who holds a lock. */
export interface LockOwner {
  readonly pid: number
  readonly host: string
  /** Differs for every lock that was ever taken. */
  readonly token: string
}

/** A lock that is held. */
export interface BuildLock {
  /** Lets go; a lock that somebody took over meanwhile stays theirs. */
  release(): Promise<void>
}

/** How to wait for a lock. */
export interface LockOptions {
  /** Called whenever it is still somebody else's. */
  readonly waiting?: (owner: LockOwner, seconds: number) => void
  readonly signal?: AbortSignal
  /** Between two looks. @default 500 */
  readonly pollMs?: number
  /** How often a holder gives a sign of life. @default 5000 */
  readonly beatMs?: number
  /** A holder that gave no sign of life for so long while we watched is gone. @default 60000 */
  readonly silenceMs?: number
}

/**
 * Takes a lock file, waiting while a living process holds it. The lock of a dead process, or of one on another host that
 * gives no sign of life, is taken over; of two that try, one gets it.
 */
export async function takeLock(file: string, options: LockOptions = {}): Promise<BuildLock> {
  const { waiting, signal, pollMs = 500, silenceMs = 60_000 } = options
  const own: LockOwner = { pid: process.pid, host: hostname(), token: randomUUID() }
  const ours = `${file}.${own.token}`
  await writeFile(ours, JSON.stringify(own), { mode: 0o600 })
  const watched = new Watch(file)
  const began = performance.now()
  try {
    for (;;) {
      if (await linked(ours, file)) return heldLock(file, own, options.beatMs ?? 5000)
      const owner = await ownerOf(file)
      if (owner !== undefined) {
        const gone = isDead(owner) || (await watched.silentMs(owner)) > silenceMs
        if (gone && (await takenOver(file, ours, owner))) return heldLock(file, own, options.beatMs ?? 5000)
        if (!gone) waiting?.(owner, (performance.now() - began) / 1000)
      }
      await pause(pollMs, undefined, { signal }).catch(() => {})
      signal?.throwIfAborted()
    }
  } finally {
    await rm(ours, { force: true })
  }
}

/** A hard link comes whole or not at all, and never over another. */
async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Only one may replace a given stale lock: a guard of its token's name decides who. */
async function takenOver(file: string, ours: string, stale: LockOwner): Promise<boolean> {
  const guard = `${file}.after.${stale.token}`
  const next = `${ours}.next`
  if (!(await linked(ours, guard))) {
    const age = Date.now() - ((await stat(guard).catch(() => undefined))?.ctimeMs ?? Date.now())
    if (age > 10_000) await rm(guard, { force: true })
    return false
  }
  try {
    if ((await ownerOf(file))?.token !== stale.token) return false
    await link(ours, next)
    await rename(next, file)
    return true
  } finally {
    await rm(guard, { force: true })
  }
}

const held = new Set<string>()

function heldLock(file: string, own: LockOwner, beatMs: number): BuildLock {
  held.add(own.token)
  const isOurs = async () => (await ownerOf(file))?.token === own.token
  const beat = setInterval(async () => {
    const now = new Date()
    if (await isOurs()) await utimes(file, now, now).catch(() => {})
  }, beatMs).unref()
  return {
    async release() {
      clearInterval(beat)
      held.delete(own.token)
      if (await isOurs()) await rm(file, { force: true })
    },
  }
}

async function ownerOf(file: string): Promise<LockOwner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as LockOwner
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    // not one of ours: nobody holds it
    if (error instanceof SyntaxError) return { pid: 0, host: hostname(), token: 'unreadable' }
    throw error
  }
}

function isDead({ pid, host, token }: LockOwner): boolean {
  if (host !== hostname()) return false
  // a container that starts again often has the same small number
  if (pid === process.pid) return !held.has(token)
  return !isAlive(pid)
}

/** Watches a lock's signs of life by our own clock: another host's may be wrong, and a laptop may have slept. */
class Watch {
  private seen = ''
  private since = performance.now()
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  async silentMs(owner: LockOwner): Promise<number> {
    const beat = (await stat(this.file).catch(() => undefined))?.mtimeMs
    const sign = `${owner.token} ${beat}`
    if (sign !== this.seen) [this.seen, this.since] = [sign, performance.now()]
    return performance.now() - this.since
  }
}
