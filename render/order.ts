/**
 * Addresses so that each comes after all that it names; in the order of their names where that leaves a choice.
 * @param needs - what each address names, by address
 * @throws Error when some name each other in a ring
 */
export function inOrder(needs: ReadonlyMap<string, readonly string[]>): string[] {
  const ordered = new Set<string>()
  const waiting = [...needs.keys()].sort()
  while (waiting.length > 0) {
    const ready = waiting.filter((address) => (needs.get(address) ?? []).every((need) => ordered.has(need)))
    if (ready.length === 0) throw new Error(`${waiting.join(', ')} come after one another in a ring`)
    for (const address of ready) {
      ordered.add(address)
      waiting.splice(waiting.indexOf(address), 1)
    }
  }
  return [...ordered]
}
