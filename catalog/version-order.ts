/** Whether a version comes before another: by its numbers, and a candidate before what it is a candidate of. */
export function isOlder(version: unknown, than: unknown): boolean {
  const [a, b] = [partsOf(version), partsOf(than)]
  if (!a || !b) return false
  const differing = a.numbers.findIndex((number, index) => number !== b.numbers[index])
  if (differing >= 0) return (a.numbers[differing] ?? 0) < (b.numbers[differing] ?? 0)
  if (a.candidate === undefined || b.candidate === undefined)
    return a.candidate !== undefined && b.candidate === undefined
  return a.candidate.localeCompare(b.candidate, 'en', { numeric: true }) < 0
}

function partsOf(version: unknown) {
  if (typeof version !== 'string') return undefined
  const [, numbers, candidate] = /^v?(\d+\.\d+\.\d+)(?:-([0-9A-Za-z.-]+))?/.exec(version) ?? []
  return numbers === undefined ? undefined : { numbers: numbers.split('.').map(Number), candidate }
}
