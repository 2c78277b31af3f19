import type { Pool, TenantModel } from '#model'
import { sharedPool } from '#model'
import { light } from './drawings/palette.ts'

/** Who a part of the machine belongs to: a letter and a colour together, so that neither has to be enough. */
export interface Key {
  /** Name of the pool or the tenant. */
  readonly name: string
  /** `A`, `B` ...; empty for the shared pool. */
  readonly letter: string
  /** Number of its colour: 0 is that of the shared pool. */
  readonly tone: number
}

/** The key of what everybody shares. */
export const sharedKey: Key = { name: sharedPool, letter: '', tone: 0 }

/** The key of what is in no pool; its name is none that a pool could have. */
export const noKey: Key = { name: 'no pool', letter: '', tone: 0 }

/** Keys of tenants and of pools, by name: a dedicated pool has that of its tenant. */
export function keys(tenants: readonly TenantModel[], pools: readonly Pool[]): ReadonlyMap<string, Key> {
  const names = new Set([...tenants, ...pools].map(({ name }) => name).filter((name) => name !== sharedPool))
  const own = [...names].map((name, index): [string, Key] => {
    return [name, { name, letter: letter(index), tone: 1 + (index % light.tones.length) }]
  })
  return new Map([[sharedPool, sharedKey], ...own])
}

/** `A` to `Z`, then `AA`. */
function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last
}
