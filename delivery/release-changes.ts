import { type FieldChange, fieldChanges } from '#core'
import type { Change } from './change.ts'
import { chartName } from './chart-location.ts'
import type { StackRelease } from './delivery-stack.ts'
import { objectChanges } from './object-changes.ts'
import { type ReleaseContent, type ReleaseRecord, releaseContent } from './release-record.ts'
import { objectsInValues } from './release-values.ts'

/**
 * What upgrading a release would change, object by object where the release is one of our own.
 * @param newest - its newest revision on the cluster
 * @returns empty when nothing would change
 */
export function releaseChanges(release: StackRelease, newest: ReleaseRecord | undefined): Change[] {
  const content = newest && releaseContent(newest)
  if (!newest || !content) return changesFrom(release, undefined, 'create')
  if (newest.status === 'deployed' && contentChanges(release, content).length === 0) return []
  return changesFrom(release, content, 'update')
}

/** What removing a release would delete. */
export function releaseDeletions(address: string, name: ReleaseRecord): Change[] {
  const content = releaseContent(name)
  const inside = objectChanges(address, (content && objectsInValues(content.values)) ?? {}, {})
  if (inside.length > 0) return inside
  const { namespace } = name
  const chart = content?.chart ?? ''
  return [{ address, action: 'delete', kind: 'HelmRelease', namespace, name: name.name, chart }]
}

/** Version and values of a release that are not what a revision holds: before is the revision's, after is config's. */
export function contentChanges({ version = '', values }: StackRelease, content: ReleaseContent): FieldChange[] {
  return fieldChanges({ version: bare(content.version), values: content.values }, { version: bare(version), values })
}

function changesFrom(
  release: StackRelease,
  content: ReleaseContent | undefined,
  action: 'create' | 'update',
): Change[] {
  const { address, name, namespace, chart, version, values } = release
  const before = content && objectsInValues(content.values)
  const inside = objectChanges(address, before ?? {}, objectsInValues(values) ?? {})
  if (inside.length > 0) return inside
  const state = { ...(content ? { before: { version: content.version, values: content.values } } : {}) }
  const kind = 'HelmRelease'
  return [{ address, action, kind, namespace, name, chart: chartName(chart), ...state, after: { version, values } }]
}

function bare(version: string): string {
  return version.replace(/^v/, '')
}
