import type { ArgDef, ArgsDef } from 'citty'
import { everywhere } from './arguments.ts'
import type { Command } from './command.ts'
import { commandNames, commands } from './commands.ts'
import type { Colors } from './screen.ts'

/** The help of the whole command line. */
export function printedHelp(colors: Colors): string {
  return [
    'superpod: an NVIDIA DGX SuperPOD on Kubernetes, as typed code',
    '',
    `${colors.bold('usage')}  ./superpod <command> [pod] [--target <name>] [--json]`,
    '',
    colors.bold('commands'),
    ...columns(commandNames.map((name) => [name, commands[name]?.summary ?? ''])),
    '',
    colors.bold('examples'),
    ...examples(firstSteps, colors),
    '',
    'exit codes  0 good · 1 findings, or a refused guard · 2 wrong usage · 3 a tool or server failed · 70 our own fault',
    'each command has its own help: ./superpod <command> --help',
  ].join('\n')
}

const firstSteps = [
  { line: './superpod up', purpose: 'Gefion, simulated on this machine: 191 systems, 1,528 GPUs' },
  { line: './superpod check', purpose: 'whether the config holds; needs nothing but Node' },
  { line: './superpod show gefion fabric.compute.spineSwitches', purpose: 'one value of the model' },
]

/** The help of one command. */
export function printedCommandHelp({ name, summary, description, args, examples: lines }: Command, colors: Colors) {
  const all: ArgsDef = { ...args, ...everywhere }
  const positionals = Object.entries(args).filter(([, { type }]) => type === 'positional')
  const flags = Object.entries(all).filter(([, { type }]) => type !== 'positional')
  return [
    `${colors.bold('usage')}  ./superpod ${[name, ...positionals.map(positionalWord), '[flags]'].join(' ')}`,
    '',
    sentence(summary),
    ...(description ? ['', description] : []),
    ...section('arguments', columns(positionals.map(([key, arg]) => [key, arg.description ?? ''])), colors),
    ...section('flags', columns(flags.map(([key, arg]) => [flagWord(key, arg), arg.description ?? ''])), colors),
    ...section('examples', examples(lines, colors), colors),
  ].join('\n')
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  return lines.length === 0 ? [] : ['', colors.bold(title), ...lines]
}

function positionalWord([name, arg]: readonly [string, ArgDef]): string {
  return arg.required === false ? `[${name}]` : `<${name}>`
}

function flagWord(name: string, arg: ArgDef): string {
  if (arg.type === 'boolean') return `--${name}`
  const options = arg.type === 'enum' ? arg.options?.join('|') : undefined
  return `--${name} <${options ?? arg.valueHint ?? name}>`
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}

function examples(lines: Command['examples'], colors: Colors): string[] {
  return lines.flatMap(({ line, purpose }) => [`  ${line}`, `      ${colors.dim(purpose)}`])
}
