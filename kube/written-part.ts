import type { KubeObject } from '#core'

/** What of a live object somebody wrote: without its status, and without how the server counts and tells who wrote. */
export function writtenPart({ metadata, status: _status, ...rest }: KubeObject): Record<string, unknown> {
  const { managedFields: _fields, resourceVersion: _version, generation: _generation, ...own } = metadata
  return { ...rest, metadata: own }
}
