import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failure, type Progress } from '#core'
import { connect } from '#kube'
import { startDaemon } from '#tools'
import { agentReport } from './agent/run-agent.ts'
import { lastWordsOf } from './log-tail.ts'
import { kueueController } from './pod-stages.ts'
import type { TwinFolder } from './twin-folder.ts'
import { stopProcesses, twinProcesses } from './twin-process.ts'
import { readTwinState } from './twin-state.ts'

const readySeconds = 120

/** Whether the agent of a twin lives. */
export async function agentLives({ root }: TwinFolder): Promise<boolean> {
  return (await twinProcesses(root)).some(({ name }) => name === 'twin-agent')
}

/** Starts the agent of a twin, in a session of its own; a Kueue that an earlier one left behind is stopped. */
export async function startAgent(folder: TwinFolder, [program = '', ...args]: readonly string[]): Promise<void> {
  await stopProcesses(folder.root, new Set(['kueue']))
  await rm(folder.agentReport, { force: true })
  await rm(folder.kueue, { recursive: true, force: true })
  for (const name of ['agent.log', 'kueue.log']) await dropWhereLarge(join(folder.logs, name))
  await startDaemon(program, [...args, 'twin-agent', folder.root], {
    env: { HOME: folder.root, PATH: '/usr/local/bin:/usr/bin:/bin' },
    cwd: folder.root,
    log: agentLog(folder),
  })
}

/** Waits until the agent works, and Kueue answers where it is installed. */
export async function awaitAgent(folder: TwinFolder, progress: Progress): Promise<void> {
  const until = Date.now() + readySeconds * 1000
  const wanted = await kueueInstalled(folder)
  if (wanted) progress.step('kueue', 'waiting for its controller')
  for (let looks = 0; ; looks++) {
    const report = await agentReport(folder)
    const answers = report && (report.kueue.length > 0 || !wanted) && report.kueue.every(({ ready }) => ready)
    if (answers) break
    if (looks % 10 === 9 && !(await agentLives(folder))) throw await agentFault(folder, report !== undefined)
    if (Date.now() > until) throw await agentFault(folder, report !== undefined)
    await pause(100)
  }
  if (wanted) progress.done('kueue', 'ready')
}

async function kueueInstalled(folder: TwinFolder): Promise<boolean> {
  const state = await readTwinState(folder)
  if (!state) return false
  const { namespace, serviceAccount: name } = kueueController
  const metadata = { name, namespace }
  const deployment = await connect(state.kubeconfig).get({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })
  return deployment !== undefined && (deployment['spec'] as { replicas?: number }).replicas !== 0
}

async function agentFault(folder: TwinFolder, works: boolean) {
  const log = works ? join(folder.logs, 'kueue.log') : agentLog(folder)
  return failure({
    code: works ? 'twin/kueue-not-ready' : 'twin/agent-not-started',
    path: folder.root,
    message: `${works ? 'kueue did not become ready' : "the twin's agent did not start"}: ${await lastWordsOf(log, 3)}`,
    remedy: `read ${log}, then run the command again`,
  })
}

function agentLog({ logs }: TwinFolder): string {
  return join(logs, 'agent.log')
}

async function dropWhereLarge(log: string): Promise<void> {
  const size = (await stat(log).catch(() => undefined))?.size ?? 0
  if (size > 20_000_000) await rm(log, { force: true })
}
