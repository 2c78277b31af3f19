import { parse } from 'yaml'
import type { KubeObject } from '#core'

/** Objects by their key, `Kind/name` or `Kind/namespace/name`. */
export type ObjectsByKey = Readonly<Record<string, KubeObject>>

/**
 * The values that a release is given: its documents, later ones over earlier ones, as Helm merges them.
 * @param documents - each JSON or YAML
 */
export function releaseValues(documents: readonly unknown[]): Record<string, unknown> {
  const values = documents.map((document) => (typeof document === 'string' ? parse(document) : document))
  return values.reduce<Record<string, unknown>>((all, one) => merged(all, asMap(one)), {})
}

/**
 * The objects that a release of the `objects` chart carries in its values.
 * @returns undefined for a release of any other chart
 */
export function objectsInValues(values: Readonly<Record<string, unknown>>): ObjectsByKey | undefined {
  const { objects } = values
  if (typeof objects !== 'object' || objects === null || Array.isArray(objects)) return undefined
  const all = Object.values(objects)
  return all.every(isObject) ? (objects as ObjectsByKey) : undefined
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'apiVersion' in value && 'kind' in value
}

function asMap(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function merged(under: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const all = { ...under }
  for (const [key, value] of Object.entries(over)) {
    const both = isMap(all[key]) && isMap(value)
    all[key] = both ? merged(asMap(all[key]), asMap(value)) : value
  }
  return all
}

function isMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
