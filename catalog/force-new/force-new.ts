import { isAtPath } from '../field-path.ts'
import type { Source } from '../source.ts'
import { awsForceNew } from './aws.ts'
import { azurermForceNew } from './azurerm.ts'
import { googleForceNew } from './google.ts'
import { kindForceNew } from './kind.ts'
import { kubernetesForceNew } from './kubernetes.ts'

/**
 * Fields of one type of Terraform resource whose change makes the provider destroy the resource and make another one.
 * Providers' schemas, as engines print them, do not say which these are.
 */
export interface ForceNewRow {
  /** Type of the resource, such as `google_container_cluster`. */
  readonly type: string
  /** Dotted paths in the Terraform JSON, without list items; what lies deeper counts. */
  readonly fields: readonly string[]
  readonly source: Source
  /** Whether a plan on a made-up state has shown each of them: only where the provider could be had. */
  readonly standing: 'proved' | 'unproved'
}

/** The table, kept by hand: for the types that stacks have. */
export const forceNewRows: readonly ForceNewRow[] = [
  ...kubernetesForceNew,
  ...kindForceNew,
  ...awsForceNew,
  ...googleForceNew,
  ...azurermForceNew,
]

const byType = new Map(forceNewRows.map((row) => [row.type, row]))

/** The row of a type of resource. @returns undefined where the table has none */
export function forceNewRow(type: string): ForceNewRow | undefined {
  return byType.get(type)
}

/**
 * Whether a change of a field makes the provider replace the resource, as far as the table says.
 * @param path - path of the field, list items as `[...]`
 */
export function isForceNew(type: string, path: readonly string[]): boolean {
  return (byType.get(type)?.fields ?? []).some((field) => isAtPath(path, field))
}
