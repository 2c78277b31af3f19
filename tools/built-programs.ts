import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { counted, Fault, failure, type Progress, printedSeconds } from '#core'
import { type BuildLock, takeLock } from './build-lock.ts'
import { type BuildPlan, type GoProgram, leastGoVersion, pinsHash } from './build-plan.ts'
import { compileProgram } from './compile.ts'
import { CompileTime, printedEstimate } from './compile-time.ts'
import { type Go, goOnPath, goPlatform } from './go.ts'
import { toolOnPath } from './path.ts'
import { type Environment, run } from './program.ts'
import {
  makeToolFolder,
  programsIn,
  removeLeftovers,
  type ToolFolder,
  toolFolder,
  toolFolders,
  workFolder,
} from './tool-cache.ts'
import { versionIn } from './version.ts'

/** Where programs are looked for, and who is told how far it is. */
export interface ToolsProps {
  /** Folder of superpod's cache. */
  readonly cache: string
  readonly progress: Progress
  readonly env: Environment
  readonly signal?: AbortSignal
}

/** What follows once all programs are there, while the lock is still held: with what it may be done. */
export interface Finishing {
  readonly go: Go
  readonly work: string
  readonly folder: ToolFolder
  readonly paths: ReadonlyMap<string, string>
}

/** A last step of a build. */
export interface FinishingStep {
  /** Whether a folder has what this step makes. */
  isDone(folder: ToolFolder): Promise<boolean>
  make(finishing: Finishing): Promise<void>
}

/** The programs of a plan on this machine. */
export interface BuiltPrograms {
  /** Path of each program by its name. */
  readonly paths: ReadonlyMap<string, string>
  readonly folder: ToolFolder
}

/**
 * The programs of a plan: out of the cache, off PATH where they have the pinned version, or compiled. An interrupted build
 * goes on with what is done; of two builds at once the second waits, and finds everything done.
 * @throws Fault where Go is missing or too old, or where a program cannot be built
 */
export async function builtPrograms(plan: BuildPlan, props: ToolsProps, step: FinishingStep): Promise<BuiltPrograms> {
  const pins = await pinsHash(plan)
  const platform = goPlatform()
  for (const folder of await toolFolders(props.cache, { pins, platform })) {
    const found = await foundPrograms(plan, folder, props)
    if (found.size === plan.programs.length && (await step.isDone(folder))) return { paths: found, folder }
  }
  const go = await goFor(plan, props)
  const made = { pins, platform, go: go.version }
  const folder = toolFolder(props.cache, made)
  try {
    await makeToolFolder(folder, made)
    const lock = await lockOf(folder, props)
    return await build({ plan, props, step, folder, go, lock })
  } catch (error) {
    throw cacheFault(error, folder)
  }
}

interface Build {
  readonly plan: BuildPlan
  readonly props: ToolsProps
  readonly step: FinishingStep
  readonly folder: ToolFolder
  readonly go: Go
  readonly lock: BuildLock
}

async function build({ plan, props, step, folder, go, lock }: Build): Promise<BuiltPrograms> {
  try {
    const work = await workFolder(folder)
    const paths = await foundPrograms(plan, folder, props)
    const missing = plan.programs.filter(({ name }) => !paths.has(name))
    const time = new CompileTime(missing, availableParallelism())
    if (missing.length > 0) {
      const whole = printedEstimate(time.leftS('', 0))
      props.progress.note(
        `compiling ${counted(missing.length, 'tool')} of ${plan.purpose ?? 'the twin'}, once: ${whole}`,
      )
    }
    for (const program of missing) {
      paths.set(program.name, await compiled(program, { plan, props, folder, go, work, time }))
    }
    if (!(await step.isDone(folder))) await step.make({ go, work, folder, paths })
    return { paths, folder }
  } finally {
    await removeLeftovers(folder)
    await lock.release()
  }
}

interface Compiling extends Pick<Build, 'plan' | 'props' | 'folder' | 'go'> {
  readonly work: string
  readonly time: CompileTime
}

async function compiled(program: GoProgram, { plan, props, folder, go, work, time }: Compiling): Promise<string> {
  const name = `compile ${program.name}`
  const began = performance.now()
  const heard = { module: 0, package: 0 }
  const tell = () => {
    const elapsedS = (performance.now() - began) / 1000
    const left = printedEstimate(time.leftS(program.name, elapsedS))
    props.progress.step(name, `${printedHeard(heard)}, ${printedSeconds(elapsedS)}; all tools: ${left} left`)
  }
  tell()
  const telling = setInterval(tell, 1000)
  try {
    const { env, signal } = props
    const log = join(folder.logs, `${program.name}.log`)
    const path = await compileProgram(program, {
      ...{ plan, go, work, bin: folder.bin, log, env, signal },
      heard(what) {
        heard[what]++
      },
    })
    const tookS = (performance.now() - began) / 1000
    time.done(program.name, tookS, { compiled: heard.package > 0 })
    props.progress.done(name, printedSeconds(tookS))
    return path
  } finally {
    clearInterval(telling)
  }
}

function printedHeard(heard: { readonly module: number; readonly package: number }): string {
  const packages = counted(heard.package, 'package')
  return heard.module === 0 ? packages : `${counted(heard.module, 'module')} fetched, ${packages}`
}

/** What is there already, in a folder of the cache or on PATH with the pinned version. */
async function foundPrograms(
  plan: BuildPlan,
  folder: ToolFolder,
  { env, signal }: ToolsProps,
): Promise<Map<string, string>> {
  const names = plan.programs.map(({ name }) => name)
  const found = await programsIn(folder, names)
  const others = plan.programs.filter(({ name }) => !found.has(name))
  await Promise.all(
    others.map(async (program) => {
      const path = await pinnedOnPath(program, env, signal)
      if (path !== undefined) found.set(program.name, path)
    }),
  )
  return found
}

async function pinnedOnPath(
  { name, version, versionArgs }: GoProgram,
  env: Environment,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const path = versionArgs === undefined ? undefined : await toolOnPath(name, env)
  if (path === undefined || versionArgs === undefined) return undefined
  try {
    // a program of this name that hangs is not the one that is wanted
    const limit = AbortSignal.any([AbortSignal.timeout(5000), ...(signal === undefined ? [] : [signal])])
    const { stdout, exitCode } = await run(path, versionArgs, { env, signal: limit, graceMs: 500 })
    return exitCode === 0 && versionIn(stdout) === version ? path : undefined
  } catch {
    signal?.throwIfAborted()
    return undefined
  }
}

async function goFor(plan: BuildPlan, { env, signal }: ToolsProps): Promise<Go> {
  const least = await leastGoVersion(plan)
  const module = plan.programs[0]?.module ?? ''
  return goOnPath({ env, signal, least, folder: join(plan.folder, module) })
}

async function lockOf({ lock }: ToolFolder, { progress, signal }: ToolsProps): Promise<BuildLock> {
  const name = 'wait for another build'
  let waited = false
  const taken = await takeLock(lock, {
    signal,
    waiting({ pid, host }, seconds) {
      waited = true
      progress.step(name, `process ${pid} on ${host} compiles the same tools: ${printedSeconds(seconds)} so far`)
    },
  })
  if (waited) progress.done(name)
  return taken
}

/** What the file system refused, as a finding. */
function cacheFault(error: unknown, { folder }: ToolFolder): unknown {
  const { code, message } = error as NodeJS.ErrnoException
  if (error instanceof Fault || code === undefined) return error
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  if (!full && !['EACCES', 'EPERM', 'EROFS'].includes(code)) return error
  return failure(
    {
      code: full ? 'tool/disk-full' : 'tool/cache-not-writable',
      path: folder,
      message: full ? `the disk of ${folder} is full` : `${folder} cannot be written: ${message}`,
      remedy: full
        ? 'free about 1 GiB there, then run the same command again'
        : 'make it writable, or point SUPERPOD_CACHE at a folder that is',
    },
    error,
  )
}
