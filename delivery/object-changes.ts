import { fieldChanges } from '#core'
import type { Change } from './change.ts'
import type { ObjectsByKey } from './release-values.ts'

/**
 * What changes among the objects inside one release, one by one.
 * A kind, name or namespace is part of the key: an object that changes it is one deleted and one created.
 * @param release - address of the release
 * @returns in the order of the keys; empty when no object changes
 */
export function objectChanges(release: string, before: ObjectsByKey, after: ObjectsByKey): Change[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.flatMap((key) => objectChange(`${release}[${JSON.stringify(key)}]`, before[key], after[key]) ?? [])
}

function objectChange(
  address: string,
  before: ObjectsByKey[string] | undefined,
  after: ObjectsByKey[string] | undefined,
): Change | undefined {
  const object = after ?? before
  if (!object || (before && after && fieldChanges(before, after).length === 0)) return undefined
  const action = before ? (after ? 'update' : 'delete') : 'create'
  const { name, namespace = '' } = object.metadata
  return { address, action, kind: object.kind, namespace, name, before, after }
}
