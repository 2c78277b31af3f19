import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Progress } from '#core'
import type { BuildPlan } from '../../tools/build-plan.ts'
import type { FinishingStep } from '../../tools/built-programs.ts'

/** The folder of the tiny Go module. */
const tinyFolder = join(import.meta.dirname, '..', 'fixtures', 'go-tiny')

/** Two programs of a tiny Go module: what the twin's plan is, in a second. */
export const tinyPlan: BuildPlan = {
  folder: tinyFolder,
  programs: ['first', 'second'].map((name) => ({
    name: `tiny-${name}`,
    module: 'tiny',
    package: `superpod/test/tiny/cmd/${name}`,
    version: '1.2.3',
    variables: { 'main.version': 'v1.2.3' },
    weightS: 10,
    versionArgs: ['--version'],
  })),
}

/** A build that ends with its programs. */
export const noStep: FinishingStep = { isDone: async () => true, make: async () => {} }

/** Progress that is kept. */
export function kept(): Progress & { readonly lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    step: (name, detail) => void lines.push(`step ${name}: ${detail}`),
    done: (name, result) => void lines.push(`done ${name}: ${result}`),
    failed: (name) => void lines.push(`failed ${name}`),
    note: (text) => void lines.push(`note ${text}`),
  }
}

/** A folder of the test's own, gone afterwards. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'superpod-tools-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** A shell script on a PATH of its own. */
export async function scriptIn(folder: string, name: string, body: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\n${body}\n`)
  await chmod(file, 0o755)
  return file
}
