import type { SystemModel } from '#catalog'
import { contentName } from '#core'

/** Label that names the NVLink domain of a system, where several systems share one. */
export const nvlinkDomainLabel = 'superpod/nvlink-domain'

/** Levels of the machine that placement knows, widest first. They are ours, from the model, and need no discovery. */
export function topologyLevels({ rack }: SystemModel): readonly string[] {
  const domain = rack.nvlinkSwitchTrays ? [nvlinkDomainLabel] : []
  return ['superpod/scalable-unit', 'superpod/rack', ...domain, 'kubernetes.io/hostname']
}

/** Name of the Topology object. */
export function topologyName(generation: SystemModel): string {
  return contentName('superpod', topologyLevels(generation))
}
