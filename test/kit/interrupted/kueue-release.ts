import { setTimeout as pause } from 'node:timers/promises'
import type { RunningProgram } from '#tools'
import type { PodWorkspace } from './pod-workspace.ts'

/** Statuses of all revisions of all Helm releases of a pod, oldest first; none while no cluster answers. */
export async function releaseStatuses({ cluster }: Pick<PodWorkspace, 'cluster'>, release?: string): Promise<string[]> {
  const labels = { owner: 'helm', ...(release === undefined ? {} : { name: release }) }
  const revisions = await cluster.list({ apiVersion: 'v1', kind: 'Secret', labels }).catch(() => [])
  return revisions
    .sort((a, b) => Number(a.metadata.labels?.['version']) - Number(b.metadata.labels?.['version']))
    .map(({ metadata }) => metadata.labels?.['status'] ?? '')
}

/** Waits until Kueue's chart is in the middle of something. @throws where the command ends before that */
export async function reachedKueue(place: PodWorkspace, command: RunningProgram, status: string): Promise<void> {
  await reached(command, `kueue ${status}`, async () => (await releaseStatuses(place, 'kueue')).includes(status))
}

/** Waits until a command has come to something. @throws where it ends before that */
export async function reached(command: RunningProgram, what: string, isTrue: () => Promise<boolean>): Promise<void> {
  let over = ''
  command.ended.then(
    ({ exitCode, stderr }) => (over = `exit code ${exitCode}: ${stderr}`),
    (error: Error) => (over = error.message),
  )
  while (!(await isTrue())) {
    if (over) throw new Error(`the command ended before ${what}: ${over}`)
    await pause(30)
  }
}
