import { gkeMachines } from '#catalog'
import { GkeNodePool, GpuNetworks } from '#constructs/gke'
import { cloudShape, gpuNetworkRanges, groupNodeLabels, systemGroups } from '#model'
import { primary } from '#terraform'
import type { GkeParts } from './gke-parts.ts'

/** The systems: a node pool for each unit and pool, and the networks that their GPUs reach each other by. */
export function addSystems(parts: GkeParts): void {
  const { stack, model, gke, name, labels, keys, identity, cluster } = parts
  const shape = cloudShape('gke', model.generation.generation, gke.systems.type)
  const machine = shape && gkeMachines.value[shape.type]
  if (!shape || !machine) throw new Error(`Google Cloud has no machine for ${model.generation.generation}`)
  const { region, project, systems } = gke
  const { accelerator, localDisks, mtuBytes, compact } = machine
  const ranges = gpuNetworkRanges(model, machine)
  const { networks } = new GpuNetworks(stack, 'gpu', {
    name,
    region,
    zone: systems.zone,
    project,
    mtuBytes,
    ...ranges,
  })
  for (const group of systemGroups(model)) {
    new GkeNodePool(stack, group.name, {
      name: group.name,
      cluster: cluster.cluster,
      region,
      zone: systems.zone,
      machineType: shape.type,
      count: group.systems.length,
      labels: groupNodeLabels(model, group),
      taints: group.taints,
      serviceAccount: identity.email,
      key: keys.key,
      cloudLabels: labels,
      gpu: {
        accelerator,
        gpus: shape.gpus.value,
        localDisks,
        networks,
        compact: compact && systems.reservation === undefined,
        ...(systems.reservation === undefined ? {} : { reservation: systems.reservation }),
      },
      dependsOn: [...keys.grants, primary(identity)],
    })
  }
}
