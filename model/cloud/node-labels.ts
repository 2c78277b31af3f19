import { driverGroups, driverLabel } from '../gpu-driver.ts'
import type { PodModel } from '../pod-model.ts'
import type { SystemGroup } from './system-group.ts'

/**
 * Labels that the nodes of a group are made with: place and pool, and the driver where the GPU operator brings it. On metal
 * rules write them by the names of systems, which nodes of a cloud have not.
 */
export function groupNodeLabels(model: PodModel, { systems, labels }: SystemGroup): Record<string, string> {
  const [first] = systems
  const driver = driverGroups(model).find((group) => first && group.systems.includes(first.name))
  return { ...labels, ...(driver ? { [driverLabel]: driver.name } : {}) }
}
