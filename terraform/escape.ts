/**
 * A text as Terraform must read it: every literal `${` and `%{` escaped, so that it is no template.
 * Dashboards, PromQL and CEL hold such text; a value with tokens of cdktf's must not pass through here.
 */
export function escaped(text: string): string {
  return text.replaceAll('${', '$${').replaceAll('%{', '%%{')
}

/** A plain value with every text in it escaped, keys too. */
export function escapedDeep<T>(value: T): T {
  return mapped(value, escaped) as T
}

function mapped(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value)
  if (Array.isArray(value)) return value.map((item) => mapped(item, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [change(key), mapped(item, change)]))
}
