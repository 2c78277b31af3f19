import { connect as dial } from 'node:net'
import { run } from '#tools'
import { searchPath } from './superpod.ts'

/** Which of these ports of this machine somebody answers. */
export async function answering(ports: readonly number[]): Promise<number[]> {
  const answers = await Promise.all(
    ports.map(
      (port) =>
        new Promise<boolean>((resolve) => {
          const socket = dial({ host: '127.0.0.1', port }, () => resolve(true))
          socket.on('error', () => resolve(false)).on('connect', () => socket.destroy())
        }),
    ),
  )
  return ports.filter((_, index) => answers[index])
}

/** Whether a process runs; one that has ended and that nobody has buried does not. */
export async function lives(pid: number): Promise<boolean> {
  const { stdout } = await run('ps', ['-o', 'stat=', '-p', String(pid)], { env: { PATH: searchPath } })
  return /^[^Z]/.test(stdout.trim())
}
