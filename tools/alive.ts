import { readFileSync } from 'node:fs'

/** Whether a process is there and can still do something: one that has ended, and that nobody has asked after, is not. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
  return !isZombie(pid)
}

/** Linux only: elsewhere it takes until somebody asks after it. */
function isZombie(pid: number): boolean {
  try {
    // the name in parentheses may hold anything, a parenthesis too
    return /^.*\) [ZX] /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
