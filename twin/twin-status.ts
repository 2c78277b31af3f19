import { type AgentReport, agentReport } from './agent/run-agent.ts'
import { controlPlaneLives } from './control-plane-health.ts'
import { twinFolder } from './twin-folder.ts'
import { type TwinProcess, twinProcesses } from './twin-process.ts'
import { readTwinState } from './twin-state.ts'

/** How a twin is. */
export interface TwinStatus {
  /** `incomplete`: an interrupted start left it half-made. */
  readonly phase: 'none' | 'incomplete' | 'stopped' | 'running'
  readonly kubeconfig?: string
  readonly port?: number
  readonly processes: readonly TwinProcess[]
  /** Of all processes together. */
  readonly memoryMiB: number
  readonly kueue: AgentReport['kueue']
}

/** How a twin is, without touching it. */
export async function twinStatus({ folder }: { folder: string }): Promise<TwinStatus> {
  const paths = twinFolder(folder)
  const state = await readTwinState(paths)
  const processes = await twinProcesses(paths.root)
  const running = state?.complete === true && (await controlPlaneLives(paths))
  return {
    phase: state ? (state.complete ? (running ? 'running' : 'stopped') : 'incomplete') : 'none',
    ...(state && { kubeconfig: state.kubeconfig, port: state.ports.kubeApiserver }),
    processes,
    memoryMiB: processes.reduce((sum, { memoryMiB }) => sum + memoryMiB, 0),
    kueue: running ? ((await agentReport(paths))?.kueue ?? []) : [],
  }
}
