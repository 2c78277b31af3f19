/**
 * Runs an effect for each item, some of them at a time, and for each only after those that it comes after.
 * What comes after a failure is not begun; the first failure is thrown when nothing is under way any more.
 * @param after - the items that must have ended; those not among the items do not count
 */
export async function inOrder<Item>(
  items: readonly Item[],
  atOnce: number,
  after: (item: Item) => readonly Item[],
  effect: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = new Set(items)
  const unfinished = new Set(items)
  const failures: unknown[] = []
  const under = new Set<Promise<void>>()
  const isReady = (item: Item) => after(item).every((earlier) => earlier === item || !unfinished.has(earlier))
  const begin = (item: Item) => {
    waiting.delete(item)
    const work = effect(item)
      .then(() => void unfinished.delete(item))
      .catch((error) => void failures.push(error))
      .finally(() => under.delete(work))
    under.add(work)
  }
  while (waiting.size > 0 && failures.length === 0) {
    for (const item of [...waiting].filter(isReady).slice(0, atOnce - under.size)) begin(item)
    if (under.size === 0) throw new Error('items wait for one another in a circle')
    await Promise.race(under)
  }
  await Promise.all(under)
  if (failures.length > 0) throw failures[0]
}
