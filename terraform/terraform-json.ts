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
