const factors: Readonly<Record<string, number>> = {
  '': 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
}

/**
 * What a Kubernetes quantity amounts to: `1k` and `1000` are one value.
 * @returns undefined for what is no quantity
 */
export function amountOf(quantity: unknown): number | undefined {
  if (typeof quantity === 'number') return quantity
  if (typeof quantity !== 'string') return undefined
  const [, digits, suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(quantity) ?? []
  const factor = factors[suffix]
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor
}

/**
 * Whether a limit went down: to a smaller amount, or from an amount to nothing at all.
 * A whole map or list that went is lowered too.
 */
export function isLowered(before: unknown, after: unknown): boolean {
  if (before === undefined || before === null) return false
  if (after === undefined || after === null) return true
  const [amountBefore, amountAfter] = [amountOf(before), amountOf(after)]
  return amountBefore !== undefined && amountAfter !== undefined && amountAfter < amountBefore
}
