import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A process that lives. */
export interface LivingProcess {
  readonly pid: number
  readonly parent: number
  /** Program, or `twin-agent`. */
  readonly name: string
}

/** Processes that name a folder in their command, or work below it; those that have ended do not count. */
export async function livingProcesses(folder: string): Promise<LivingProcess[]> {
  const all = await allProcesses()
  return all.filter(({ pid, command, cwd }) => {
    const named = command.some((word) => word === folder || word.includes(`${folder}/`))
    return pid !== process.pid && (named || cwd === folder || cwd.startsWith(`${folder}/`))
  })
}

/** Names of the processes of a folder, in ascending order. */
export async function programsOf(folder: string): Promise<string[]> {
  return (await livingProcesses(folder)).map(({ name }) => name).sort()
}

/** A process and all that descend from it, the eldest first. */
export async function descent(pid: number): Promise<LivingProcess[]> {
  const all = await allProcesses()
  const family = all.filter((each) => each.pid === pid)
  // a list that grows while it is walked is walked to its end
  for (const member of family) family.push(...all.filter(({ parent }) => parent === member.pid))
  return family
}

/** Kills processes until none of them is left. */
export async function killed(processes: () => Promise<readonly LivingProcess[]>): Promise<void> {
  for (let left = await processes(); left.length > 0; left = await processes()) {
    for (const { pid } of left) kill(pid)
    await pause(20)
  }
}

/** Kills a process at once; one that is gone already is no fault. */
export function kill(pid: number, signal: NodeJS.Signals = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch {
    // it is gone already
  }
}

interface AnyProcess extends LivingProcess {
  readonly command: readonly string[]
  readonly cwd: string
}

async function allProcesses(): Promise<AnyProcess[]> {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number)
  return (await Promise.all(pids.map((pid) => oneProcess(pid).catch(() => [])))).flat()
}

async function oneProcess(pid: number): Promise<AnyProcess[]> {
  const [line, stat, cwd] = await Promise.all([
    readFile(`/proc/${pid}/cmdline`, 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
  ])
  // the name in brackets may hold spaces and brackets itself
  const [state = '', parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (state === 'Z' || state === 'X') return []
  const command = line.split('\0')
  const name = command.includes('twin-agent') ? 'twin-agent' : basename(command[0] ?? '')
  return [{ pid, parent: Number(parent), name, command, cwd }]
}
