import { readdir, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from '#tools'

/** One process of a twin. */
export interface TwinProcess {
  readonly pid: number
  /** Program, or `twin-agent`. */
  readonly name: string
  readonly memoryMiB: number
}

// whoever stops later serves those before: the API server goes after its clients, etcd after the API server
const stopOrder = [
  // a kwokctl that outlived its caller would go on starting others
  { names: ['kwokctl'], graceMs: 500 },
  { names: ['twin-agent'], graceMs: 12_000 },
  { names: ['kueue'], graceMs: 5000 },
  { names: ['kwok-controller', 'kube-scheduler', 'kube-controller-manager'], graceMs: 3000 },
  // all that it has acknowledged is in etcd: nothing is lost when it is killed, and its own grace is a minute
  { names: ['kube-apiserver'], graceMs: 500 },
  { names: ['etcd'], graceMs: 10_000 },
] as const

const names: ReadonlySet<string> = new Set(stopOrder.flatMap((group) => group.names))

/**
 * Processes whose command names the twin's folder, whoever started them: a pid file may be stale, and its number
 * somebody else's by now.
 */
export async function twinProcesses(root: string): Promise<TwinProcess[]> {
  const all = process.platform === 'linux' ? await fromProc() : await fromPs()
  return all.flatMap(({ pid, command, memoryMiB }) => {
    if (pid === process.pid || !command.some((word) => word === root || word.includes(`${root}/`))) return []
    const name = command.includes('twin-agent') ? 'twin-agent' : basename(command[0] ?? '')
    return names.has(name) ? [{ pid, name, memoryMiB }] : []
  })
}

/**
 * Stops the processes of a twin, the API server's clients first: asks them, then kills what is left after the grace.
 * @returns how many there were
 */
export async function stopProcesses(root: string, only: ReadonlySet<string> = names): Promise<number> {
  let stopped = 0
  for (const { names: group, graceMs } of stopOrder) {
    const ofGroup = new Set<string>(group.filter((name) => only.has(name)))
    const members = (await twinProcesses(root)).filter(({ name }) => ofGroup.has(name))
    stopped += members.length
    await ended(members, graceMs)
  }
  return stopped
}

async function ended(processes: readonly TwinProcess[], graceMs: number): Promise<void> {
  for (const { pid } of processes) signal(pid, 'SIGTERM')
  const until = Date.now() + graceMs
  let left = await living(processes)
  for (; left.length > 0 && Date.now() < until; left = await living(left)) await pause(20)
  for (const { pid } of left) signal(pid, 'SIGKILL')
  for (; left.length > 0; left = await living(left)) await pause(5)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // it is gone already
  }
}

async function living(processes: readonly TwinProcess[]): Promise<TwinProcess[]> {
  const alive = await Promise.all(processes.map(({ pid }) => isAlive(pid)))
  return processes.filter((_, index) => alive[index])
}

/** Whether a process lives: one that has ended, but that nobody has waited for yet, does not. */
async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return !hasEnded(status)
}

function hasEnded(status: string): boolean {
  return /^State:\s+[ZX]/m.test(status)
}

interface AnyProcess {
  readonly pid: number
  readonly command: readonly string[]
  readonly memoryMiB: number
}

async function fromProc(): Promise<AnyProcess[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        const [command, status] = await Promise.all([
          readFile(`/proc/${pid}/cmdline`, 'utf8'),
          readFile(`/proc/${pid}/status`, 'utf8'),
        ])
        if (hasEnded(status)) return []
        const kiB = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0)
        return [{ pid: Number(pid), command: command.split('\0'), memoryMiB: Math.round(kiB / 1024) }]
      } catch {
        return []
      }
    }),
  )
  return found.flat()
}

async function fromPs(): Promise<AnyProcess[]> {
  const { stdout } = await run('/bin/ps', ['-axww', '-o', 'pid=,rss=,command='], { env: {} })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, kiB, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return command ? [{ pid: Number(pid), command: command.split(' '), memoryMiB: Math.round(Number(kiB) / 1024) }] : []
  })
}
