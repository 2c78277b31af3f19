import type { DecidedStorage } from '#config'
import type { Finding } from '#core'
import type { StorageClassModel } from '../../storage.ts'

/** Settings of one kind of storage. */
export type SettingsOf<Name extends DecidedStorage['backend']> = Extract<DecidedStorage, { backend: Name }>

/** One purpose of a kind of storage. */
export interface PurposeOf<Name extends DecidedStorage['backend']> {
  readonly purpose: string
  readonly settings: SettingsOf<Name>
}

/** The purposes of one kind of storage. */
export function purposesOf<Name extends DecidedStorage['backend']>(
  name: Name,
  classes: readonly StorageClassModel[],
): PurposeOf<Name>[] {
  return classes
    .filter(({ backend }) => backend === name)
    .map(({ purpose, settings }) => ({ purpose, settings: settings as SettingsOf<Name> }))
}

/** Says where a purpose's field is. */
export function fieldPath(purpose: string, field: string): string {
  return `storage.${purpose}.${field}`
}

/** What one field has against others, as a finding without its place. */
export type Exclusion = Pick<Finding, 'code' | 'message' | 'remedy'> & {
  readonly field: string
  /** @default error */
  readonly severity?: Finding['severity']
}

/** Exclusions as findings of one purpose. */
export function excluded(purpose: string, exclusions: readonly (Exclusion | false)[]): Finding[] {
  return exclusions
    .filter((exclusion) => exclusion !== false)
    .map(({ field, severity = 'error', ...rest }) => ({ ...rest, severity, path: fieldPath(purpose, field) }))
}
