import type { KubeObject } from '#core'
import { inOrder } from './order.ts'
import { type RenderedRelease, renderedRelease } from './release.ts'
import { metaArguments, type ResourceRendering, resourceTable } from './resource-table.ts'
import { type NameOf, plainValue } from './terraform-text.ts'

type Arguments = Readonly<Record<string, unknown>>

/** A stack in Terraform's JSON syntax, as far as its rendering reads it. */
export interface StackJson {
  /** Resources by type, then by name. */
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>
  readonly [block: string]: unknown
}

/** One typed resource, as the object that it becomes. */
export interface RenderedObject {
  /** Terraform address. */
  readonly address: string
  readonly object: KubeObject
}

/** What a stack becomes on a cluster. */
export interface RenderedStack {
  /** Typed resources, each after what it needs. */
  readonly objects: readonly RenderedObject[]
  /** Helm releases, each after what it needs. */
  readonly releases: readonly RenderedRelease[]
  /** Addresses of both, each after what it needs. */
  readonly order: readonly string[]
}

/** Types that have a rendering. */
export const renderedTypes: readonly string[] = [...Object.keys(resourceTable), 'helm_release'].sort()

/**
 * The objects and releases that a stack's JSON stands for: a pure function of it.
 * @throws Error at a type, an argument or a token that our constructs do not make
 */
export function rendered({ resource = {} }: StackJson): RenderedStack {
  const byAddress = new Map<string, Arguments>()
  for (const [type, byName] of Object.entries(resource)) {
    if (!renderedTypes.includes(type)) throw new Error(`the resource type ${type} has no rendering`)
    for (const [name, args] of Object.entries(byName)) byAddress.set(`${type}.${name}`, args)
  }
  const nameOf: NameOf = (type, name) => objectName(`${type}.${name}`, byAddress)
  const order = inOrder(new Map([...byAddress].map(([address, args]) => [address, needsOf(args, byAddress)])))
  const each = order.map((address): [string, Arguments] => [address, byAddress.get(address) ?? {}])
  return {
    objects: each.flatMap(([address, args]) => {
      const rendering = resourceTable[typeOf(address)]
      return rendering ? [{ address, object: renderedObject(rendering, address, args, nameOf) }] : []
    }),
    releases: each
      .filter(([address]) => typeOf(address) === 'helm_release')
      .map(([address, args]) => renderedRelease(address, args, nameOf)),
    order,
  }
}

function renderedObject(rendering: ResourceRendering, address: string, args: Arguments, nameOf: NameOf): KubeObject {
  const { apiVersion, kind, body } = rendering
  const own = Object.entries(args).filter(([argument]) => !(metaArguments as readonly string[]).includes(argument))
  const fields = body(plainValue(Object.fromEntries(own), nameOf), address) as {
    readonly metadata?: KubeObject['metadata']
  }
  if (!fields.metadata?.name) throw new Error(`${address} names no object`)
  return { apiVersion, kind, ...fields, metadata: fields.metadata }
}

function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'))
}

// a release's name is no object's: nothing may name it so
function objectName(address: string, byAddress: ReadonlyMap<string, Arguments>): string {
  const metadata = byAddress.get(address)?.['metadata'] as { readonly name?: unknown } | undefined
  if (typeof metadata?.name !== 'string' || metadata.name.includes('${')) {
    throw new Error(`${address} has no name that another resource could use`)
  }
  return metadata.name
}

const reference = /\$?\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)/g

function needsOf(args: Arguments, byAddress: ReadonlyMap<string, Arguments>): string[] {
  const named = Array.isArray(args['depends_on']) ? args['depends_on'].map(String) : []
  const referred = [...JSON.stringify(args).matchAll(reference)]
    .filter(([text]) => !text.startsWith('$${'))
    .flatMap(([, address]) => (address === undefined ? [] : [address]))
  const missing = named.find((address) => !byAddress.has(address))
  if (missing !== undefined) throw new Error(`depends_on names ${missing}, which the stack does not have`)
  return [...new Set([...named, ...referred])].filter((address) => byAddress.has(address))
}
