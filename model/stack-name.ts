import type { PodModel } from './pod-model.ts'

/** Name of a stack: `gefion-twin-platform`, `gefion-twin-tenant-genomics`. It is a label of all that the stack makes. */
export function stackName({ name, target }: Pick<PodModel, 'name' | 'target'>, layer: string, tenant?: string): string {
  return [name, target.name, layer, ...(tenant === undefined ? [] : [tenant])].join('-')
}
