import type { StackJson } from './delivery-stack.ts'

/**
 * What each resource of a stack comes after: what it names in `depends_on` or refers to in any argument.
 * @returns addresses by address
 */
export function addressOrder({ resource = {} }: StackJson): ReadonlyMap<string, readonly string[]> {
  const texts = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, args]): [string, string] => [`${type}.${name}`, JSON.stringify(args)]),
  )
  const addresses = new Set(texts.map(([address]) => address))
  return new Map(
    texts.map(([address, text]) => [address, referencesIn(text, addresses).filter((to) => to !== address)]),
  )
}

function referencesIn(text: string, addresses: ReadonlySet<string>): string[] {
  const words = text.match(/[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*/g) ?? []
  return [...new Set(words)].filter((word) => addresses.has(word))
}
