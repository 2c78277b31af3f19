import { createHash } from 'node:crypto'

/** Levels of the machine that placement knows, widest first. They are ours, from the model, and need no discovery. */
export const topologyLevels = ['superpod/scalable-unit', 'superpod/rack', 'kubernetes.io/hostname'] as const

/**
 * A name that carries its content: objects that Kubernetes never lets change get a new name with every new content.
 * @returns `<stem>-<eight hexadecimal digits>`
 */
export function versionedName(stem: string, content: unknown): string {
  return `${stem}-${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 8)}`
}

/** Name of the Topology object. */
export function topologyName(): string {
  return versionedName('superpod', topologyLevels)
}
