import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { failure, type Progress, printedSeconds } from '#core'
import { connect } from '#kube'
import { kueueController } from '#model'
import { startDaemon } from '#tools'
import { agentReport } from './agent/run-agent.ts'
import { lastWordsOf } from './log-tail.ts'
import type { TwinFolder } from './twin-folder.ts'
import { stopProcesses, twinProcesses } from './twin-process.ts'
import { readTwinState } from './twin-state.ts'

const agentSeconds = 60
const kueueSeconds = 30

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

/** Waits until the agent works. @throws Fault with its last words where it does not */
export async function awaitAgent(folder: TwinFolder): Promise<void> {
  const until = Date.now() + agentSeconds * 1000
  for (let looks = 0; !(await agentReport(folder)); looks++) {
    const gone = looks % 10 === 9 && !(await agentLives(folder))
    if (gone || Date.now() > until) throw await agentFault(folder)
    await pause(100)
  }
}

/**
 * Waits until Kueue answers again where it is installed. One that does not is no fault here: its installation may have
 * been interrupted, and delivery is what repairs that.
 */
export async function awaitKueue(folder: TwinFolder, progress: Progress): Promise<void> {
  if (!(await kueueInstalled(folder))) return
  const began = Date.now()
  progress.step('kueue', 'waiting for its controller')
  while (!(await kueueReady(folder))) {
    if (Date.now() - began > kueueSeconds * 1000) {
      progress.done('kueue', `not ready after ${kueueSeconds} s: see ${join(folder.logs, 'kueue.log')}`)
      return
    }
    await pause(100)
  }
  progress.done('kueue', `ready, ${printedSeconds((Date.now() - began) / 1000)}`)
}

async function kueueReady(folder: TwinFolder): Promise<boolean> {
  const { kueue = [] } = (await agentReport(folder)) ?? {}
  return kueue.length > 0 && kueue.every(({ ready }) => ready)
}

async function kueueInstalled(folder: TwinFolder): Promise<boolean> {
  const state = await readTwinState(folder)
  if (!state) return false
  const { namespace, serviceAccount: name } = kueueController
  const metadata = { name, namespace }
  const deployment = await connect(state.kubeconfig).get({ apiVersion: 'apps/v1', kind: 'Deployment', metadata })
  return deployment !== undefined && (deployment['spec'] as { replicas?: number }).replicas !== 0
}

async function agentFault(folder: TwinFolder) {
  const log = agentLog(folder)
  return failure({
    code: 'twin/agent-not-started',
    path: folder.root,
    message: `the twin's agent did not start: ${await lastWordsOf(log, 3)}`,
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
