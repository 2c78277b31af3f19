/** A fault that somebody makes on a cluster by hand, and what `verify` must say of it. */
export interface PlantedFault {
  readonly title: string
  /** Arguments of `kubectl`, one list a call. */
  readonly calls: readonly (readonly string[])[]
  /** Standard input of the last call: a manifest. */
  readonly input?: object
  readonly code: string
  /** Path of the finding. */
  readonly path: string
}

/** A merge patch of one object. @param ref - as `kubectl` names it: `clusterqueue ada` */
export function merge(ref: readonly string[], patch: object, ...more: string[]): string[] {
  return ['patch', ...ref, '--type', 'merge', '--patch', JSON.stringify(patch), ...more]
}

/** A JSON patch of one object. */
export function json(ref: readonly string[], patch: object): string[] {
  return ['patch', ...ref, '--type', 'json', '--patch', JSON.stringify(patch)]
}
