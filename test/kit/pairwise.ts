/** What may vary, and in which values. */
export type Factors = Readonly<Record<string, readonly string[]>>

/** One value of every factor. */
export type Combination = Readonly<Record<string, string>>

/**
 * Few combinations in which every two values of two factors stand together at least once: each is grown around the first
 * pair that none has yet, and takes whatever covers most others. The same factors give the same combinations.
 */
export function pairwise(factors: Factors): Combination[] {
  const names = Object.keys(factors)
  const open = new Set(pairsOf(factors))
  const rows: Combination[] = []
  for (const [first] of open.entries()) {
    if (!open.has(first)) continue
    const row: Record<string, string> = Object.fromEntries(first.split(' & ').map((part) => part.split('=')))
    for (const name of names.filter((each) => row[each] === undefined)) {
      row[name] = best(factors[name] ?? [], (value) => covered({ ...row, [name]: value }, open).length)
    }
    for (const pair of covered(row, open)) open.delete(pair)
    rows.push(row)
  }
  return rows
}

/** Every two values of two factors, as `generation=dgx-h100 & mode=managed`. */
export function pairsOf(factors: Factors): string[] {
  const values = Object.entries(factors).map(([name, all]) => all.map((value) => `${name}=${value}`))
  return values.flatMap((ones, index) =>
    values.slice(index + 1).flatMap((others) => ones.flatMap((one) => others.map((other) => `${one} & ${other}`))),
  )
}

/** Those pairs of a set that a combination has. */
export function covered(row: Combination, pairs: ReadonlySet<string>): string[] {
  const single = Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]]))
  return pairsOf(single).flatMap((pair) =>
    [pair, pair.split(' & ').reverse().join(' & ')].filter((each) => pairs.has(each)),
  )
}

function best(values: readonly string[], score: (value: string) => number): string {
  const [first = '', ...rest] = values
  return rest.reduce((most, value) => (score(value) > score(most) ? value : most), first)
}
