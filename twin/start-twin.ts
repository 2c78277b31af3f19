import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { failure, type Progress, printedSeconds } from '#core'
import { connect } from '#kube'
import type { SimulatedNode } from '#model'
import type { TwinTools } from '#tools'
import { adminUser } from './admin.ts'
import { agentLives, awaitAgent, awaitKueue, startAgent } from './agent-process.ts'
import { type ApiServerConfig, needsNewStart, plainApiServer, writeApiServerFiles } from './api-server-files.ts'
import { controlPlanePorts, createControlPlane, startControlPlane } from './control-plane.ts'
import { controlPlaneLives } from './control-plane-health.ts'
import { removeTwin } from './destroy-twin.ts'
import { makeEgressFolder } from './egress-socket.ts'
import { writeKubeconfig } from './kubeconfig-file.ts'
import { loadNodes } from './node-loader.ts'
import { type TwinFolder, twinFolder } from './twin-folder.ts'
import { lockTwin } from './twin-lock.ts'
import { stopProcesses } from './twin-process.ts'
import { readTwinState, type TwinState, writeTwinState } from './twin-state.ts'

/** What a twin is started from. */
export interface TwinProps {
  /** Where all of its files go. */
  readonly folder: string
  /** Name of the context in its kubeconfig: `gefion-twin`. */
  readonly name: string
  readonly nodes: readonly SimulatedNode[]
  /** Whether the nodes of a twin that is there already stay as they are until they are asked for. @default false */
  readonly nodesLater?: boolean
  /** Whom its API server believes, and what it writes down. @default certificates alone, and nothing */
  readonly apiServer?: ApiServerConfig
  readonly tools: TwinTools
  /** Command that runs the agent: `twin-agent` and the folder are added to it. */
  readonly agent: { readonly command: readonly string[] }
  /** Where the admin's kubeconfig goes. @default `kubeconfig` in the folder */
  readonly kubeconfig?: string
  readonly progress: Progress
}

/** A twin that runs. */
export interface StartedTwin {
  readonly kubeconfig: string
  /** Port of its API server, on the loopback interface. */
  readonly port: number
  /** Whether it was made, started again, or ran already. */
  readonly outcome: 'created' | 'started' | 'running'
  readonly seconds: number
  /** Has its nodes be those given, where they were to be left until now. */
  loadNodes(): Promise<void>
}

/**
 * Brings a twin up, whatever state it is in: makes it, starts it again with all that was in it, or leaves it running.
 * One that an interrupted start left half-made is removed first. Its nodes are made to be those given, at once unless they
 * are to be left.
 */
export async function startTwin(props: TwinProps): Promise<StartedTwin> {
  const began = performance.now()
  const folder = twinFolder(props.folder)
  const lock = await lockTwin(folder, props.progress)
  try {
    const outcome = await broughtUp(props, folder)
    const state = (await readTwinState(folder)) as TwinState
    const loadNodes = async () => {
      if (outcome !== 'created' && props.nodesLater) await loaded(props, state)
    }
    const { ports, kubeconfig } = state
    return { kubeconfig, port: ports.kubeApiserver, outcome, seconds: (performance.now() - began) / 1000, loadNodes }
  } finally {
    await lock.release()
  }
}

async function broughtUp(props: TwinProps, folder: TwinFolder): Promise<StartedTwin['outcome']> {
  const state = await readTwinState(folder)
  if (!state && existsSync(folder.state)) throw stateDamaged(folder)
  if (!state?.complete) {
    await removeTwin(folder)
    await create(props, folder)
    return 'created'
  }
  // through a kubeconfig that somebody damaged, a twin that runs would look stopped
  if (state.kubeconfig === kubeconfigFile(props, folder)) await writeAdminKubeconfig(folder, state)
  const runs = (await controlPlaneLives(folder)) && !(await needsNewStart(folder, apiServerOf(props)))
  if (!runs) await startAgain(props, folder, state)
  const now = runs ? await keptUp(props, folder, state) : ((await readTwinState(folder)) as TwinState)
  const agentIsNew = await ensureAgent(props, folder)
  if (!props.nodesLater) await loaded(props, now)
  if (agentIsNew) await awaitKueue(folder, props.progress)
  return runs ? 'running' : 'started'
}

function stateDamaged({ state, root }: TwinFolder) {
  return failure({
    code: 'twin/state-damaged',
    path: state,
    message: `${state} cannot be read, and without it the twin in ${root} cannot be started`,
    remedy: 'put a copy of it back, or ./superpod destroy the twin and bring it up anew',
  })
}

async function create(props: TwinProps, folder: TwinFolder): Promise<void> {
  const { name, tools, progress } = props
  await mkdir(folder.real, { recursive: true, mode: 0o700 })
  const kubeconfig = kubeconfigFile(props, folder)
  const state = { name, tools, kubeconfig, ports: await controlPlanePorts(), formerPorts: [], complete: false }
  await makeEgressFolder(folder)
  await writeTwinState(folder, state)
  await writeApiServerFiles(folder, apiServerOf(props))
  await timed(progress, 'control plane', () => createControlPlane(folder, state))
  await writeAdminKubeconfig(folder, state)
  await ensureAgent(props, folder)
  await loaded(props, state)
  await writeTwinState(folder, { ...state, complete: true })
}

async function startAgain(props: TwinProps, folder: TwinFolder, before: TwinState): Promise<void> {
  await stopProcesses(folder.root)
  await makeEgressFolder(folder)
  const state: TwinState = {
    ...before,
    name: props.name,
    tools: props.tools,
    kubeconfig: kubeconfigFile(props, folder),
    ports: await controlPlanePorts(before.ports),
    // kwokctl's files have one of these until they are rewritten
    formerPorts: [...before.formerPorts, before.ports],
  }
  await writeTwinState(folder, state)
  await writeApiServerFiles(folder, apiServerOf(props))
  await timed(props.progress, 'control plane', () => startControlPlane(folder, state))
  await writeTwinState(folder, { ...state, formerPorts: [] })
  await writeAdminKubeconfig(folder, state)
}

/** A twin that runs keeps its programs; its kubeconfig is written where it is wanted now. */
async function keptUp(props: TwinProps, folder: TwinFolder, before: TwinState): Promise<TwinState> {
  const state = { ...before, name: props.name, kubeconfig: kubeconfigFile(props, folder) }
  await writeTwinState(folder, state)
  await writeApiServerFiles(folder, apiServerOf(props))
  await writeAdminKubeconfig(folder, state)
  return state
}

/** @returns whether it had to be started */
async function ensureAgent({ agent }: TwinProps, folder: TwinFolder): Promise<boolean> {
  const lived = await agentLives(folder)
  if (!lived) await startAgent(folder, agent.command)
  await awaitAgent(folder)
  return !lived
}

async function loaded({ nodes, progress }: TwinProps, { kubeconfig }: TwinState): Promise<void> {
  const began = performance.now()
  progress.step('nodes')
  const { created, changed, removed } = await loadNodes(connect(kubeconfig), nodes, (made) =>
    progress.step('nodes', `${made} of ${nodes.length}`),
  )
  const seconds = printedSeconds((performance.now() - began) / 1000)
  progress.done('nodes', `${nodes.length} nodes: ${created} new, ${changed} changed, ${removed} removed, ${seconds}`)
}

async function writeAdminKubeconfig(folder: TwinFolder, { kubeconfig, name, ports }: TwinState): Promise<void> {
  await writeKubeconfig(kubeconfig, folder, { context: name, port: ports.kubeApiserver, user: await adminUser(folder) })
}

function apiServerOf({ apiServer = plainApiServer }: TwinProps): ApiServerConfig {
  return apiServer
}

function kubeconfigFile({ kubeconfig }: TwinProps, folder: TwinFolder): string {
  return kubeconfig === undefined ? join(folder.root, 'kubeconfig') : resolve(kubeconfig)
}

async function timed<Result>(progress: Progress, name: string, effect: () => Promise<Result>): Promise<Result> {
  const began = performance.now()
  progress.step(name)
  const result = await effect()
  progress.done(name, printedSeconds((performance.now() - began) / 1000))
  return result
}
