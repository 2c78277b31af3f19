import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Finding } from '#core'

/** One finding that a broken pod must bring, with its file relative to the pod's folder. */
export interface ExpectedFinding {
  readonly code: string
  readonly severity: Finding['severity']
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A broken pod under `test/fixtures/bad/`, and what its `expect.yaml` says about it. */
export interface BadConfig {
  readonly name: string
  readonly dir: string
  /** What is broken. */
  readonly why: string
  /** The room that finds it: `model` where two fields have to be seen together, `cli` where both are told at once. */
  readonly room: 'config' | 'model' | 'cli'
  readonly target?: string
  /** The day that findings are made for; where it is given, it matters. */
  readonly at?: string
  readonly findings: readonly ExpectedFinding[]
}

const folder = 'test/fixtures/bad'

/** The broken pods that one room must find. */
export function badConfigs(room: BadConfig['room']): BadConfig[] {
  return readdirSync(folder)
    .sort()
    .map(badConfig)
    .filter((bad) => bad.room === room)
}

/** Findings in the form of `expect.yaml`. */
export function comparable(dir: string, findings: readonly Finding[]): ExpectedFinding[] {
  return findings.map(({ code, severity, place }) => ({
    code,
    severity,
    file: place === undefined ? '' : place.file.slice(dir.length + 1),
    line: place?.line ?? 0,
    column: place?.column ?? 0,
  }))
}

/** What the house asks of every finding's words. @returns what is wrong with them; empty when nothing is */
export function wordFaults({ message, remedy }: Finding): string[] {
  return [
    /^\p{Lu}(?!AML|TF)/u.test(message) && !/^[A-Z]\w*\./.test(message)
      ? `the message begins with a capital: ${message}`
      : '',
    /\.$/.test(message) ? `the message ends in a full stop: ${message}` : '',
    /undefined|\[object|NaN/.test(message + remedy)
      ? `the words hold a value of JavaScript: ${message} → ${remedy}`
      : '',
    / but |, which is not /.test(message) ? '' : `the message does not say what is allowed: ${message}`,
    remedy ? '' : `there is no remedy for: ${message}`,
  ].filter(Boolean)
}

function badConfig(name: string): BadConfig {
  const dir = join(folder, name)
  const expected = parse(readFileSync(join(dir, 'expect.yaml'), 'utf8')) as Partial<BadConfig> &
    Pick<BadConfig, 'why' | 'findings'>
  const findings = expected.findings.map((finding) => ({ ...finding, severity: finding.severity ?? 'error' }))
  return { room: 'config', ...expected, findings, name, dir }
}
