import type { StackJson } from './delivery-stack.ts'

type Backend = Readonly<Record<string, unknown>>

/** The backend of a stack's state: its kind, and its arguments. `local` where the JSON names none. */
export function backendOf({ terraform }: StackJson): { readonly kind: string; readonly place: Backend } {
  const backend = terraform?.['backend'] as Readonly<Record<string, Backend>> | undefined
  const [kind = 'local', place = {}] = Object.entries(backend ?? {})[0] ?? []
  return { kind, place }
}

/** Whether a stack's state is a file on this computer. */
export function isLocalState({ json }: { readonly json: StackJson }): boolean {
  return backendOf(json).kind === 'local'
}

/** Arguments that hold the name of the stack, in any of the backends. */
const named = ['path', 'key', 'prefix', 'address', 'lock_address', 'unlock_address', 'secret_suffix']

/** Another stack's backend, with the state of this one. */
export function backendFor(json: StackJson, from: string, to: string): Readonly<Record<string, Backend>> {
  const { kind, place } = backendOf(json)
  const own = Object.entries(place).map(([key, value]) => {
    if (!named.includes(key) || typeof value !== 'string') return [key, value]
    const at = value.lastIndexOf(from)
    return [key, at === -1 ? value : `${value.slice(0, at)}${to}${value.slice(at + from.length)}`]
  })
  return { [kind]: Object.fromEntries(own) as Backend }
}

/** A state's place in words, for a person who looks for it. */
export function printedBackend(json: StackJson): string {
  const { kind, place } = backendOf(json)
  const words = [
    'endpoints',
    'storage_account_name',
    'container_name',
    'bucket',
    'config_context',
    'namespace',
    ...named,
  ]
  const known = words.flatMap((key) => {
    const value = place[key]
    const text = typeof value === 'object' ? Object.values(value as object).join() : value
    return typeof text === 'string' && !key.includes('lock_address') ? [text] : []
  })
  return `${kind} ${known.join(' ')}`
}
