import type { ChartLocation } from './chart-location.ts'
import type { StackJson } from './delivery-stack.ts'

type Resources = Record<string, Record<string, Record<string, unknown>>>

/** What is laid over a stack's JSON for one run, by a file beside it: the JSON itself stays as it was synthesised. */
export interface Overrides {
  /** Where charts are taken from, by the address of their release. */
  readonly charts: Readonly<Record<string, ChartLocation>>
  /** Whether whatever config protects may be destroyed. */
  readonly liftPreventDestroy: boolean
}

/**
 * The content of the override file.
 * @returns undefined when nothing is to be laid over
 */
export function overrideJson({ resource = {} }: StackJson, overrides: Overrides): StackJson | undefined {
  const laid: Resources = {}
  for (const [address, location] of Object.entries(overrides.charts)) {
    if (location.from === 'mirror' || location.from === 'machine') {
      lay(laid, address, { chart: location.chart, repository: null })
    }
  }
  for (const [type, byName] of Object.entries(overrides.liftPreventDestroy ? resource : {})) {
    for (const [name, args] of Object.entries(byName)) {
      if (isProtected(args)) lay(laid, `${type}.${name}`, { lifecycle: { prevent_destroy: false } })
    }
  }
  return Object.keys(laid).length > 0 ? { resource: laid } : undefined
}

function lay(resources: Resources, address: string, args: Record<string, unknown>): void {
  const [type = '', name = ''] = address.split('.')
  const ofType = resources[type] ?? {}
  resources[type] = { ...ofType, [name]: { ...ofType[name], ...args } }
}

function isProtected({ lifecycle }: Readonly<Record<string, unknown>>): boolean {
  const blocks = Array.isArray(lifecycle) ? lifecycle : [lifecycle]
  return blocks.some((block) => (block as { prevent_destroy?: boolean } | undefined)?.prevent_destroy === true)
}
