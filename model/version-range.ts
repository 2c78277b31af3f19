import coerce from 'semver/functions/coerce.js'
import intersects from 'semver/ranges/intersects.js'

/** Whether a version, as config writes it, is in a range: `1.35` stands for every patch of it. */
export function isInRange(version: string, range: string): boolean {
  // loose: the driver's versions have leading zeros
  return intersects(writtenRange(version), range, { loose: true })
}

/** Whether a version is older than another; `1.35` and `26.3.x` are the first of theirs. */
export function isOlder(version: string, than: string): boolean {
  const [a, b] = [coerce(version), coerce(than)]
  return a !== null && b !== null && a.compare(b) < 0
}

/** A version without its `v`. */
export function bareVersion(version: string): string {
  return version.replace(/^v/, '')
}

/**
 * One version out of a range: the usual one where that is in it, else the highest that the range names.
 * @returns undefined where the range has no upper end
 */
export function versionIn(range: string, usual: string | undefined): string | undefined {
  if (usual !== undefined && isInRange(usual, range)) return bareVersion(usual)
  if (range.startsWith('>')) return undefined
  const [first = range] = range.split(' || ')
  return first.split(' - ').at(-1)
}

function writtenRange(version: string): string {
  const bare = bareVersion(version)
  return /^\d+\.\d+(?:\.x)?$/.test(bare) ? `${bare.replace(/\.x$/, '')}.x` : (coerce(bare)?.version ?? bare)
}
