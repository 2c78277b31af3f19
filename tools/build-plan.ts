import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A program that is compiled from a pinned Go module. */
export interface GoProgram {
  /** File name of the program. */
  readonly name: string
  /** Folder of its go.mod, inside the plan's. */
  readonly module: string
  /** Import path of its main package. */
  readonly package: string
  /** Version that it must have, without a `v`. */
  readonly version: string
  /** Package variables that the linker sets. */
  readonly variables: Readonly<Record<string, string>>
  /** Build tags, which leave parts out. @default none */
  readonly tags?: readonly string[]
  /** What it took to compile after those before it in the plan: seconds on two cores with a cold cache. */
  readonly weightS: number
  /** Arguments that make it tell its version; without them it is never taken from PATH. */
  readonly versionArgs?: readonly string[]
}

/** What is compiled, in which order, and where the pins are. */
export interface BuildPlan {
  /** Folder that holds a folder with go.mod and go.sum for each module. */
  readonly folder: string
  readonly programs: readonly GoProgram[]
  /** What its programs are tools of, as a person reads it while they compile. @default the twin */
  readonly purpose?: string
}

/** Flags of the linker: no symbol table, no debug information, and the plan's variables. */
export function linkerFlags({ variables }: GoProgram): string {
  return ['-s', '-w', ...Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)].join(' ')
}

/** Hash of all that decides what comes out: pins, packages and linker flags; not Go itself. */
export async function pinsHash(plan: BuildPlan): Promise<string> {
  const hash = createHash('sha256')
  for (const module of modulesOf(plan)) {
    for (const file of ['go.mod', 'go.sum']) hash.update(await readFile(join(plan.folder, module, file))).update('\0')
  }
  for (const program of plan.programs) {
    const { name, module, tags = [] } = program
    hash.update(JSON.stringify([name, module, program.package, linkerFlags(program), ...tags]))
  }
  return hash.digest('hex')
}

/** The oldest Go that all modules of a plan accept, such as `1.26.0`. */
export async function leastGoVersion(plan: BuildPlan): Promise<string> {
  const versions = await Promise.all(
    modulesOf(plan).map(async (module) => {
      const text = await readFile(join(plan.folder, module, 'go.mod'), 'utf8')
      return /^go (\S+)$/m.exec(text)?.[1] ?? '1.21'
    }),
  )
  return versions.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '1.21'
}

function modulesOf(plan: BuildPlan): string[] {
  return [...new Set(plan.programs.map(({ module }) => module))]
}
