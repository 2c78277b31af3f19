import type { MaybeFact } from '#catalog'
import { counted, type Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** What the sources of a generation leave open of its systems and racks: told, never guessed. */
export function openFactFindings(model: PodModel): Finding[] {
  const { generation } = model
  const { gpu, cpuThreads, memoryGiB, maxPowerW, heightU, managementNodes, rack } = generation
  const limited = model.racks.some(({ powerW }) => powerW !== undefined)
  const taken = counted(model.managementNodes.length, 'node')
  return [
    ...open(model, 'the GPU label of a system', gpu.product, 'nodes of the twin have none'),
    ...open(model, 'the CPUs of a system', cpuThreads, 'CPUs have no quota, and nodes of the twin a placeholder'),
    ...open(model, 'the memory of a system', memoryGiB, 'memory has no quota, and nodes of the twin a placeholder'),
    ...open(model, 'the height of a system', heightU, 'racks have no rack units'),
    ...open(model, 'the power of a system', maxPowerW, 'racks are budgeted as a whole'),
    ...(limited
      ? []
      : open(
          model,
          'the power of a rack',
          rack.powerW,
          'racks have no limit',
          'set racks.powerW to have racks judged',
        )),
    ...(model.managementNodesWritten
      ? []
      : open(model, 'the number of management nodes', managementNodes, `${taken} are taken`, 'set management.nodes')),
  ]
}

/**
 * What is open, and what is done instead.
 * @param so - a clause: what follows from not knowing
 * @param remedy - what a person can do about it. @default to ask
 */
function open(
  { generation }: PodModel,
  what: string,
  fact: MaybeFact<unknown>,
  so: string,
  remedy = 'ask the vendor where the number is needed',
): Finding[] {
  if (fact.value !== undefined || !('open' in fact)) return []
  return [
    {
      code: 'generation/open',
      severity: 'info',
      path: 'systems.generation',
      message: `${what} is open for ${generation.generation}, but never guessed: ${so} (${fact.open})`,
      remedy,
    },
  ]
}
