import { parseArgs as tokens } from 'node:util'
import { type ArgDef, type ArgsDef, type ParsedArgs, parseArgs } from 'citty'
import { didYouMean, wordList, wrongUsage } from '#core'
import type { Command } from './command.ts'

/** Flags that every command takes. */
export const everywhere = {
  json: { type: 'boolean', description: 'print one JSON document on stdout, and nothing else there' },
  help: { type: 'boolean', alias: 'h', description: 'print this help' },
} as const satisfies ArgsDef

/** The pod that a command is about. */
export const podArgument = {
  type: 'positional',
  required: false,
  description: 'folder of config/, or path to a folder that holds a superpod.yaml (default: that of cdktf.json)',
} as const satisfies ArgDef

/** The place that a pod is delivered to. */
export const targetArgument = {
  type: 'string',
  valueHint: 'name',
  description: 'file of targets/ that says where the pod runs (default: that of cdktf.json)',
} as const satisfies ArgDef

/** The day that findings and reports are about. */
export const atArgument = {
  type: 'string',
  valueHint: 'date',
  description: 'day to judge for, such as 2027-01-31 (default: today)',
} as const satisfies ArgDef

/**
 * The arguments of a command line, each judged.
 * A flag that is given more than once arrives as one text, joined by commas.
 * @throws Fault 2 when a flag or an argument is not the command's
 */
export function parsedArguments(command: Command, words: readonly string[]): ParsedArgs {
  const definitions: ArgsDef = { ...command.args, ...everywhere }
  const { flags, positionals } = sorted(command, definitions, words)
  const places = Object.values(definitions).filter(({ type }) => type === 'positional').length
  const [extra] = positionals.slice(places)
  if (extra !== undefined) throw tooMany(command, extra, places)
  const line = [...flags].map(([flag, values]) => (values.length > 0 ? `--${flag}=${values.join(',')}` : `--${flag}`))
  return parseArgs([...line, '--', ...positionals], definitions)
}

interface SortedWords {
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly positionals: readonly string[]
}

function sorted(command: Command, definitions: ArgsDef, words: readonly string[]): SortedWords {
  const options = Object.entries(definitions).flatMap(([name, { type, ...rest }]) =>
    type === 'positional' ? [] : [[name, { type: type === 'boolean' ? type : ('string' as const), ...short(rest) }]],
  )
  const parsed = tokens({
    args: [...words],
    options: Object.fromEntries(options),
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const flags = new Map<string, string[]>()
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue
    const definition = definitions[token.name]
    if (!definition || definition.type === 'positional') throw unknownFlag(command, definitions, token.rawName)
    flags.set(token.name, [...(flags.get(token.name) ?? []), ...flagValue(token.rawName, definition, token.value)])
  }
  return { flags, positionals: parsed.positionals }
}

function short(definition: object): { short?: string } {
  return 'alias' in definition && typeof definition.alias === 'string' ? { short: definition.alias } : {}
}

function flagValue(flag: string, definition: ArgDef, value: string | undefined): string[] {
  if (definition.type === 'boolean') {
    if (value === undefined) return []
    throw wrongUsage({
      code: 'usage/value-not-wanted',
      path: flag,
      message: `${flag} takes no value, but was given ${value}`,
      remedy: `write ${flag} alone, or leave it out`,
    })
  }
  const options = (definition.type === 'enum' && definition.options) || []
  if (!value || (options.length > 0 && !options.includes(value))) throw badValue(flag, definition, value, options)
  return [value]
}

function badValue(flag: string, definition: ArgDef, value: string | undefined, options: readonly string[]) {
  const allowed = options.length > 0 ? wordList(options) : `a ${definition.valueHint ?? 'value'}`
  return wrongUsage({
    code: value ? 'usage/value-unknown' : 'usage/value-missing',
    path: flag,
    message: value ? `${flag} is ${value}, but must be ${allowed}` : `${flag} must be followed by ${allowed}`,
    remedy: `write ${flag} <${options.length > 0 ? options.join('|') : (definition.valueHint ?? 'value')}>`,
  })
}

function unknownFlag(command: Command, definitions: ArgsDef, flag: string) {
  const known = Object.entries(definitions).flatMap(([name, { type }]) => (type === 'positional' ? [] : [`--${name}`]))
  const meant = didYouMean(flag, known)
  return wrongUsage({
    code: 'usage/unknown-flag',
    path: flag,
    message: `${command.name} has no flag ${flag}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: `use ${wordList(known)}`,
  })
}

function tooMany(command: Command, extra: string, places: number) {
  return wrongUsage({
    code: 'usage/too-many-arguments',
    path: command.name,
    message: `${command.name} takes ${places === 0 ? 'no argument' : `at most ${places}`}, and ${extra} is one too many`,
    remedy: `see ./superpod ${command.name} --help`,
  })
}
