import { expect } from 'vitest'
import type { Finding } from '#core'
import type { PodWorkspace } from '../interrupted/pod-workspace.ts'

/**
 * Runs a command that must fail as a person can bear it: with the exit code expected, with findings that say what to do,
 * and without a stack trace.
 */
export async function refused(
  place: PodWorkspace,
  exitCode: number,
  command: string,
  ...words: string[]
): Promise<Finding[]> {
  const result = await place.json(command, ...words)
  expect(result.exitCode, result.stderr).toBe(exitCode)
  expect(result.stderr).not.toMatch(/^ +at .*:\d+/m)
  const errors = (result.data.findings as Finding[]).filter(({ severity }) => severity === 'error')
  expect(errors).not.toEqual([])
  for (const { code, remedy } of errors) expect(remedy, code).toBeTruthy()
  return errors
}
