/** Reads the name of an object that a token stands for. */
export type NameOf = (type: string, name: string) => string

const token = /\$\{([a-z0-9_]+)\.([A-Za-z0-9_-]+)\.metadata\[0\]\.name\}/g

/**
 * The text that Terraform would make of one in its JSON: names of objects put in for their tokens, escapes undone.
 * @throws Error at any other token: our constructs write none
 */
export function plainText(text: string, nameOf: NameOf): string {
  // an escape of an odd kind first: `$${` is no token, whatever follows it
  return text
    .split(/(\$\$\{|%%\{)/)
    .map((part) => (part === '$${' ? '${' : part === '%%{' ? '%{' : withNames(part, nameOf)))
    .join('')
}

function withNames(text: string, nameOf: NameOf): string {
  const known = text.replace(token, '')
  if (known.includes('${') || known.includes('%{')) throw new Error(`'${text}' holds a token that has no rendering`)
  return text.replace(token, (_all, type: string, name: string) => nameOf(type, name))
}

/** A plain value with every text in it read so. */
export function plainValue(value: unknown, nameOf: NameOf): unknown {
  if (typeof value === 'string') return plainText(value, nameOf)
  if (Array.isArray(value)) return value.map((item) => plainValue(item, nameOf))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [plainText(key, nameOf), plainValue(item, nameOf)]),
  )
}
