/**
 * Results of an effect on every item, at most `limit` at a time, in the order of the items.
 * The first failure is thrown once nothing is under way any more; items not yet begun are left.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  limit: number,
  effect: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = new Array(items.length)
  const failures: unknown[] = []
  const queue = items.entries()
  const worker = async () => {
    for (const [index, item] of queue) {
      if (failures.length > 0) return
      try {
        results[index] = await effect(item, index)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker))
  if (failures.length > 0) throw failures[0]
  return results
}
