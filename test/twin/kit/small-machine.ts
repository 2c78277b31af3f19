import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { silent } from '#core'
import type { SimulatedNode } from '#model'
import { type TwinTools, twinTools } from '#tools'
import { type StartedTwin, startTwin } from '#twin'

/** The tools of the twin where somebody has compiled them; undefined elsewhere: a test compiles nothing. */
export const compiledTools: TwinTools | undefined = await twinTools({
  cache: join(homedir(), '.cache', 'superpod'),
  progress: silent,
  // without Go on PATH they are found, or they are not
  env: { PATH: '/nowhere' },
}).catch(() => undefined)

/** Two management nodes, and systems in units of four and racks of two. */
export function smallMachine(systems = 12): SimulatedNode[] {
  const size = { cpu: '224', memory: '2Ti', pods: '110' }
  const management = ['mgmt-01', 'mgmt-02'].map((name) => ({
    name,
    labels: { 'superpod/role': 'management' },
    taints: [{ key: 'superpod/role', value: 'management', effect: 'NoSchedule' as const }],
    capacity: size,
    allocatable: size,
  }))
  return [...management, ...Array.from({ length: systems }, (_, index) => smallSystem(index, size))]
}

function smallSystem(index: number, size: Record<string, string>): SimulatedNode {
  const unit = `su${Math.floor(index / 4) + 1}`
  const rack = `${unit}-r0${Math.floor((index % 4) / 2) + 1}`
  const resources = { ...size, 'nvidia.com/gpu': '8' }
  return {
    name: `${rack}-s${(index % 2) + 1}`,
    labels: { 'superpod/scalable-unit': unit, 'superpod/rack': rack, 'superpod/pool': 'shared' },
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    capacity: resources,
    allocatable: resources,
  }
}

// the agent runs in the twin's folder, where no package would be found by its name
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/** Command line of node that runs a TypeScript file. */
export function nodeCommand(file: URL): string[] {
  return [process.execPath, '--import', tsx, fileURLToPath(file)]
}

/** Brings a small machine up. */
export function startSmall(folder: string, nodes = smallMachine()): Promise<StartedTwin> {
  if (!compiledTools) throw new Error('the tools of the twin are not compiled')
  const agent = { command: nodeCommand(new URL('./agent.ts', import.meta.url)) }
  return startTwin({ folder, name: 'small', nodes, tools: compiledTools, agent, progress: silent })
}
