import { existsSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { connect } from '#kube'
import { adminUser } from '../admin.ts'
import { egressSocket } from '../egress-socket.ts'
import { writeKubeconfig } from '../kubeconfig-file.ts'
import { readJson, writePrivately } from '../private-file.ts'
import { type TwinFolder, twinFolder } from '../twin-folder.ts'
import { readTwinState, type TwinState } from '../twin-state.ts'
import { openEgressProxy } from './egress-proxy.ts'
import { type KueuePodReport, kueueKubelet } from './kueue-kubelet.ts'

/** What the agent tells about itself. */
export interface AgentReport {
  readonly pid: number
  readonly kueue: readonly KueuePodReport[]
}

/** The agent's last report. @returns undefined where there is none */
export function agentReport(folder: TwinFolder): Promise<AgentReport | undefined> {
  return readJson<AgentReport>(folder.agentReport)
}

/**
 * The twin's agent: the API server's way into the cluster, and the kubelet of Kueue's pods. Runs until it is asked to
 * stop, or until its twin is gone; then its processes are stopped.
 * @param say - where remarks go: the process's own output is its log
 */
export async function runAgent({ folder }: { folder: string }, say: (text: string) => void = () => {}): Promise<void> {
  const paths = twinFolder(folder)
  const state = await readTwinState(paths)
  if (!state) throw new Error(`there is no twin in ${paths.root}`)
  const stopping = new AbortController()
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopping.abort())
  const cluster = connect(await ownKubeconfig(paths, state))
  const kubelet = kueueKubelet({ cluster, folder: paths, state })
  const proxy = await openEgressProxy(egressSocket(paths), kubelet.localPort)
  let told = ''
  let said = ''
  const sayOnce = (text: string) => {
    if (text !== said) say(text)
    said = text
  }
  // a file that is damaged is no twin that is gone: whoever mends it finds the agent at work
  while (!stopping.signal.aborted && existsSync(paths.state)) {
    await kubelet.look().then(
      () => sayOnce('all is well'),
      (error: Error) => sayOnce(error.message),
    )
    const report: AgentReport = { pid: process.pid, kueue: kubelet.report() }
    // one that was damaged is written again: `up` waits for it
    if (JSON.stringify(report) !== told || !(await agentReport(paths))) {
      told = JSON.stringify(report)
      await writePrivately(paths.agentReport, told)
    }
    const settled = report.kueue.every(({ ready }) => ready)
    await pause(settled ? 500 : 150, undefined, { signal: stopping.signal }).catch(() => {})
  }
  await kubelet.stop()
  await proxy.close()
}

async function ownKubeconfig(paths: TwinFolder, { name, ports }: TwinState): Promise<string> {
  const file = `${paths.root}/agent.kubeconfig`
  await writeKubeconfig(file, paths, { context: name, port: ports.kubeApiserver, user: await adminUser(paths) })
  return file
}
