import type { MaybeFact } from '#catalog'
import type { Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** What the sources of a generation leave open of its systems and racks: told, never guessed. */
export function openFactFindings(model: PodModel): Finding[] {
  const { generation } = model
  const { gpu, cpuThreads, memoryGiB, maxPowerW, heightU, managementNodes, rack } = generation
  const limited = model.racks.some(({ powerW }) => powerW !== undefined)
  return [
    ...open(model, 'the GPU label of a system', gpu.product, 'nodes of the twin have no such label'),
    ...open(model, 'the CPUs of a system', cpuThreads, 'there is no quota on CPUs, and the twin has a placeholder'),
    ...open(model, 'the memory of a system', memoryGiB, 'there is no quota on memory, and the twin has a placeholder'),
    ...open(model, 'the height of a system', heightU, 'racks have no rack units'),
    ...open(model, 'the power of a system', maxPowerW, 'racks are budgeted as a whole'),
    ...(limited
      ? []
      : open(model, 'the power of a rack', rack.powerW, 'racks have no limit unless racks.powerW is set')),
    ...open(
      model,
      'the number of management nodes',
      managementNodes,
      `${model.managementNodes.length} are taken, unless management.nodes is set`,
    ),
  ]
}

function open({ generation }: PodModel, what: string, fact: MaybeFact<unknown>, so: string): Finding[] {
  if (fact.value !== undefined || !('open' in fact)) return []
  return [
    {
      code: 'generation/open',
      severity: 'info',
      path: 'systems.generation',
      message: `sources leave ${what} open for ${generation.generation}, but nothing is guessed: ${fact.open}`,
      remedy: `know that ${so}`,
    },
  ]
}
