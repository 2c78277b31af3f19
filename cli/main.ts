import { dirname } from 'node:path'
import { didYouMean, diskFault, Fault, hasErrors, wordList, wrongUsage } from '#core'
import { parsedArguments } from './arguments.ts'
import type { Desk, Outcome } from './command.ts'
import { commandNames, commands } from './commands.ts'
import { dayOf } from './day.ts'
import { type Environment, environment } from './environment.ts'
import { printedCommandHelp, printedHelp } from './help.ts'
import { type Interruption, processInterruption, reached } from './interruption.ts'
import { type Journal, journal } from './journal.ts'
import { liveProgress } from './live-progress.ts'
import { plainProgress } from './plain-progress.ts'
import { findingsData, printedFindings, printedJson } from './print.ts'
import { asked, canAsk } from './question.ts'
import { processScreen, type Screen } from './screen.ts'
import { sourceStack } from './stack-trace.ts'

/** All that one run of the command line shares. */
interface Run {
  readonly words: readonly string[]
  readonly json: boolean
  readonly environment: Environment
  readonly screen: Screen
  readonly journal: Journal
  readonly interruption: Interruption
  readonly launcher: string
}

/**
 * The command line, from words to the exit code of this process.
 * @param words - what was typed after the program's name
 * @param launcher - file that node runs to come here again
 * @public
 */
export async function main(words: readonly string[], launcher: string): Promise<void> {
  const run = begun(words, launcher)
  let code: number
  try {
    code = await Promise.race([ended(run, words), givenUp(run.interruption.signal)])
  } catch (error) {
    code = stopped(run, error)
  }
  run.journal.close()
  await Promise.all([run.screen.out.flushed(), run.screen.talk.flushed()])
  process.exit(code)
}

/** Time for what is under way to stop in order, once the person has asked. */
const graceMs = 15_000

/** Rejects when the command has not ended a while after it was interrupted. */
function givenUp(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => setTimeout(() => reject(signal.reason), graceMs).unref()
    signal.addEventListener('abort', late, { once: true })
  })
}

function begun(words: readonly string[], launcher: string): Run {
  const surroundings = environment(dirname(dirname(launcher)))
  const screen = processScreen(surroundings.color)
  const clock = () => performance.now()
  const drawing = screen.talk.live ? liveProgress(screen.talk, clock) : plainProgress(screen.talk)
  const log = journal(drawing, clock)
  const interruption = processInterruption(() => log.note('stopping …'))
  const json = words.includes('--json')
  return { words, json, environment: surroundings, screen, journal: log, interruption, launcher }
}

async function ended(run: Run, words: readonly string[]): Promise<number> {
  const at = words.findIndex((word) => !word.startsWith('-'))
  const name = words[at]
  if (name === undefined) return namelessRun(run)
  const known = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!known) throw unknownCommand(name)
  const command = await known.load()
  const args = parsedArguments(command, words.toSpliced(at, 1))
  if (args['help']) return said(run, printedCommandHelp(command, run.screen.out.colors))
  const { pod } = args
  const outcome = await command.run(args, desk(run, typeof pod === 'string' ? pod : undefined))
  run.journal.close()
  return shown(run, outcome)
}

function namelessRun(run: Run): number {
  const [unknown] = run.words.filter((word) => !['--help', '-h', '--json'].includes(word))
  if (unknown !== undefined) throw unknownCommand(unknown)
  return said(run, printedHelp(run.screen.out.colors))
}

function unknownCommand(name: string): Fault {
  const meant = didYouMean(name, commandNames)
  return wrongUsage({
    code: 'usage/unknown-command',
    path: name,
    message: `superpod has no command ${name}${meant ? `: did you mean ${meant}?` : ''}`,
    remedy: `use ${wordList(commandNames)}`,
  })
}

function desk(run: Run, podWord: string | undefined): Desk {
  const { environment: surroundings, journal: progress, interruption, launcher, json, screen } = run
  return {
    podWord,
    root: dirname(dirname(launcher)),
    environment: surroundings,
    progress,
    signal: interruption.signal,
    today: dayOf(new Date()),
    // an agent has an environment of its own: its bundle is the one that is there
    itself: ['/usr/bin/env', `SUPERPOD_CACHE=${surroundings.cache}`, process.execPath, launcher],
    json,
    talkColors: screen.talk.colors,
    canAsk: canAsk(),
    confirmed: (question) => asked(question, interruption.signal),
  }
}

function said(run: Run, text: string): number {
  run.screen.out.write(`${text}\n`)
  return 0
}

function shown({ json, screen }: Run, outcome: Outcome): number {
  const findings = outcome.findings ?? []
  const sheet = outcome.findingsAreResult ? screen.out : screen.talk
  if (json) {
    screen.out.write(printedJson(withFindings(outcome)))
  } else {
    if (findings.length > 0) sheet.write(`${printedFindings(findings, sheet.colors)}\n`)
    const text = outcome.text(screen.out.colors)
    if (text) screen.out.write(`${text}\n`)
  }
  return outcome.exitCode ?? (hasErrors(findings) ? 1 : 0)
}

function withFindings({ data, findings }: Outcome): unknown {
  if (!findings || typeof data !== 'object' || data === null || Array.isArray(data)) return data
  return { ...data, findings: findingsData(findings) }
}

function stopped(run: Run, error: unknown): number {
  const { json, screen, journal: log, interruption } = run
  const interrupted = interruption.exitCode()
  if (interrupted !== undefined) {
    const text = reached(log)
    log.close()
    screen.talk.write(`${text}\n`)
    if (json) screen.out.write(printedJson({ findings: findingsData([interruptedFinding(text)]) }))
    return interrupted
  }
  log.close()
  const fault = error instanceof Fault ? error : diskFault(error)
  const findings = fault?.findings ?? [ourFault(error)]
  if (json) screen.out.write(printedJson({ findings: findingsData(findings) }))
  else screen.talk.write(`${printedFindings(findings, screen.talk.colors)}\n`)
  if (fault) return fault.exitCode
  screen.talk.write(`${sourceStack(error)}\n`)
  return 70
}

function interruptedFinding(message: string) {
  return { code: 'superpod/interrupted', severity: 'error', path: '', message } as const
}

function ourFault(error: unknown) {
  return {
    code: 'superpod/own-fault',
    severity: 'error',
    path: '',
    message: `superpod itself failed: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'report it with the lines below, and the command that was typed',
  } as const
}
