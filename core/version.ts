/**
 * Whether a version is at least another, by its numbers: `1.10.3` is at least `1.9`. A leading `v` or `go` is passed over,
 * and a pre-release counts as its release.
 */
export function isAtLeast(version: string, least: string): boolean {
  const [have, want] = [numbers(version), numbers(least)]
  for (const [index, wanted] of want.entries()) {
    const found = have[index] ?? 0
    if (found !== wanted) return found > wanted
  }
  return true
}

/** The minor of a version, which a cloud is asked for: `1.35` of `v1.35.4`. */
export function minorVersion(version: string): string {
  return version.replace(/^v/, '').split('.').slice(0, 2).join('.')
}

function numbers(version: string): number[] {
  return (/\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number)
}
