/**
 * A whole number as the Kubernetes API writes it: `1016`, `26k`.
 * The API server answers `1k` to `1000`, so anything else would show as a change for ever.
 */
export function decimalQuantity(count: number): string {
  return suffixed(count, 1000, ['', 'k', 'M', 'G', 'T'])
}

/** GiB as the Kubernetes API writes them: `248Gi`, `2Ti`. */
export function gibibyteQuantity(gibibytes: number): string {
  return suffixed(gibibytes, 1024, ['Gi', 'Ti', 'Pi'])
}

function suffixed(count: number, step: number, suffixes: readonly [string, ...string[]]): string {
  if (count === 0) return '0'
  let [rest, power] = [count, 0]
  while (rest % step === 0 && power < suffixes.length - 1) {
    rest /= step
    power += 1
  }
  return `${rest}${suffixes[power] ?? ''}`
}
