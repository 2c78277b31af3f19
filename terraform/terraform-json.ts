/** Arguments of one resource, as Terraform's JSON syntax has them. */
export type ResourceJson = Record<string, unknown>

/** A stack in Terraform's JSON syntax. */
export interface TerraformJson {
  readonly terraform?: Readonly<Record<string, unknown>>
  readonly provider?: Readonly<Record<string, unknown>>
  /** Resources by type, then by name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>
  readonly [block: string]: unknown
}

/** The text of a stack's JSON: keys sorted, two spaces, as cdktf writes it, with a newline at the end. */
export function terraformText(json: TerraformJson): string {
  return `${JSON.stringify(sorted(json), null, 2)}\n`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
}
