import { createHash } from 'node:crypto'
import type { SystemModel } from '#catalog'

/** Label that names the NVLink domain of a system, where several systems share one. */
export const nvlinkDomainLabel = 'superpod/nvlink-domain'

/** Levels of the machine that placement knows, widest first. They are ours, from the model, and need no discovery. */
export function topologyLevels({ rack }: SystemModel): readonly string[] {
  const domain = rack.nvlinkSwitchTrays ? [nvlinkDomainLabel] : []
  return ['superpod/scalable-unit', 'superpod/rack', ...domain, 'kubernetes.io/hostname']
}

/**
 * A name that carries its content: objects that Kubernetes never lets change get a new name with every new content.
 * @returns `<stem>-<eight hexadecimal digits>`
 */
export function versionedName(stem: string, content: unknown): string {
  return `${stem}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`
}

/** Name of the Topology object. */
export function topologyName(generation: SystemModel): string {
  return versionedName('superpod', topologyLevels(generation))
}
