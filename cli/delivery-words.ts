import type { ArgsDef } from 'citty'
import type { ApplyOptions } from '#delivery'
import { podArgument, targetArgument } from './arguments.ts'
import { listed, stackArguments } from './stack-words.ts'

/** Arguments of every command that delivers. */
export const deliveryArguments = {
  pod: podArgument,
  target: targetArgument,
  ...stackArguments,
  all: { type: 'boolean', description: 'also what has not changed since the last success' },
  confirm: { type: 'string', valueHint: 'name', description: 'this may be destroyed; may be given again' },
  allow: { type: 'enum', options: ['disruptive'], description: 'work may be drained, restarted or pushed out' },
  'delete-data': { type: 'boolean', description: 'the data of volumes may go with their namespaces' },
  adopt: { type: 'boolean', description: 'take this cluster in place of the one recorded for the target' },
  delivery: {
    type: 'enum',
    options: ['terraform', 'manifests'],
    description: 'insist on one (manifests: the twin only)',
  },
} as const satisfies ArgsDef

/** Agrees to a plan in advance. */
export const yesArgument = {
  yes: { type: 'boolean', description: 'agree to the plan in advance' },
} as const satisfies ArgsDef

/** What a command line agrees to. */
export function applyOptions(args: {
  readonly all?: boolean | undefined
  readonly confirm?: string | undefined
  readonly allow?: string | undefined
  readonly adopt?: boolean | undefined
  readonly 'delete-data'?: boolean | undefined
}): ApplyOptions {
  return {
    all: args.all ?? false,
    confirmed: listed(args.confirm),
    disruption: args.allow === 'disruptive',
    dataDeleted: args['delete-data'] ?? false,
    adopt: args.adopt ?? false,
  }
}
