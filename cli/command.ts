import type { ArgsDef, ParsedArgs } from 'citty'
import type { Finding, Progress } from '#core'
import type { Environment } from './environment.ts'
import type { Colors } from './screen.ts'

/** What a command has at hand, beside its arguments. */
export interface Desk {
  /** Folder of the repository. */
  readonly root: string
  readonly environment: Environment
  readonly progress: Progress
  /** Aborted when the person interrupts: start nothing more. */
  readonly signal: AbortSignal
  /** Today, as `2026-01-31`: the only clock that findings and reports see. */
  readonly today: string
  /** Program and first arguments that run this command line again, in a process of its own. */
  readonly itself: readonly string[]
  /** The pod as the person named it, for commands to type next; undefined: they named none. */
  readonly podWord: string | undefined
  /** Whether the result will be printed as JSON. */
  readonly json: boolean
  /** Colours of what is said beside the result. */
  readonly talkColors: Colors
  /** Whether a person is there to answer. */
  readonly canAsk: boolean
  /** Asks the person; false at once where nobody is there to answer. */
  confirmed(question: string): Promise<boolean>
}

/** What a command came to. */
export interface Outcome {
  /** The result as data, for `--json`; `findings` are added to it when it is a map. */
  readonly data: unknown
  readonly findings?: readonly Finding[]
  /** Whether the findings themselves are the result, and so belong on stdout. @default false */
  readonly findingsAreResult?: boolean
  /** The result for people; no line end at the end. Empty prints nothing. */
  text(colors: Colors): string
  /** @default 1 when a finding is an error, else 0 */
  readonly exitCode?: number
}

/** A command line that runs as it stands, and what it is good for. */
export interface Example {
  readonly line: string
  readonly purpose: string
}

/** One command as a value: its arguments, its help, and what it does. */
export interface Command<T extends ArgsDef = ArgsDef> {
  readonly name: string
  /** One sentence, for the help. */
  readonly summary: string
  /** More lines for the command's own help. */
  readonly description?: string
  readonly args: T
  readonly examples: readonly Example[]
  run(args: ParsedArgs<T>, desk: Desk): Promise<Outcome>
}

/** A command whose arguments' types follow from their definitions. */
export function command<const T extends ArgsDef>(definition: Command<T>): Command {
  // a command's arguments are parsed by its own definitions: the table of all commands need not know their types
  return definition as unknown as Command
}
