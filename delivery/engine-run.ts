import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '#tools'
import { runChild } from './child.ts'
import { childEnvironment } from './child-environment.ts'
import type { DeliveryContext, Engine } from './delivery-context.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import { engineConfig, type WantedProvider, wantedProviders } from './engine-config.ts'
import { engineFault } from './engine-fault.ts'
import { mirroredProviders, providersFolder, thisPlatform } from './mirrored-providers.ts'
import { writtenFile } from './written-file.ts'

/** The engine in the folder of one stack. */
export interface EngineRun {
  /** Runs a verb to its end. @throws Fault(3) that says why where it fails */
  verb(
    verb: 'init' | 'plan' | 'apply' | 'import',
    args: readonly string[],
    line?: (line: string) => void,
  ): Promise<void>
  /** Standard output of `show -json` for a saved plan. */
  show(planFile: string): Promise<string>
  /** Values of the stack's outputs, by name. */
  outputs(): Promise<Record<string, unknown>>
  /** Text of the state, wherever it is; empty where there is none. */
  pull(): Promise<string>
  /** Puts a state where there is none yet. */
  push(stateFile: string): Promise<void>
}

/** Prepares to run the engine for a stack: writes where its providers come from. */
export async function engineRun(context: DeliveryContext, stack: DeliveryStack): Promise<EngineRun> {
  const { file, engine } = engineOf(context)
  const { workplace } = context
  const providers = wantedProviders(stack.json)
  const env = childEnvironment(context.env, await providerSettings(context, providers))
  const cwd = workplace.stackFolder(stack.name)
  const about = { engine, stack: stack.name, json: stack.json, cwd, mirror: providersFolder(context.mirror) }
  const failedAt = (verb: string, said: string, log: string) =>
    engineFault({ ...about, verb, said, log, providers, platform: thisPlatform })
  const answer = async (verb: string, args: readonly string[]) => {
    const { stdout, stderr, exitCode } = await run(file, args, { env, cwd })
    if (exitCode === 0) return stdout
    const log = workplace.logFile(stack.name, verb.replace(' ', '-'))
    await writtenFile(log, stderr)
    throw failedAt(verb, stderr, log)
  }
  return {
    async verb(verb, args, line) {
      const log = workplace.logFile(stack.name, verb)
      const lock = verb === 'init' ? [] : [`-lock-timeout=${context.lockTimeoutSeconds ?? 20}s`]
      const { exitCode, said } = await runChild({
        name: stack.name,
        file,
        args: [verb, '-input=false', '-no-color', ...lock, ...args],
        env,
        cwd,
        log,
        childFolder: workplace.childFolder,
        signal: context.signal,
        ...(line ? { line } : {}),
      })
      if (exitCode !== 0) throw failedAt(verb, said, log)
    },
    show: (planFile) => answer('show', ['show', '-json', '-no-color', planFile]),
    async outputs() {
      const all: unknown = JSON.parse(await answer('output', ['output', '-json', '-no-color']))
      return Object.fromEntries(
        Object.entries(all as Record<string, { value: unknown }>).map(([name, { value }]) => [name, value]),
      )
    },
    pull: () => answer('state pull', ['state', 'pull']),
    async push(stateFile) {
      await answer('state push', ['state', 'push', stateFile])
    },
  }
}

function engineOf({ engine }: DeliveryContext): Engine {
  if (!engine) throw new Error('the terraform delivery was chosen without an engine')
  return engine
}

/** Where the mirror has nothing, the person's own configuration holds. */
async function providerSettings(
  { mirror, cache, workplace }: DeliveryContext,
  providers: readonly WantedProvider[],
): Promise<Record<string, string>> {
  const pluginCache = join(cache, 'plugins')
  await mkdir(pluginCache, { recursive: true, mode: 0o700 })
  const mirrored = await mirroredProviders(mirror, providers)
  if (mirrored.length === 0)
    return { TF_PLUGIN_CACHE_DIR: pluginCache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1' }
  const config = engineConfig({ mirror: providersFolder(mirror), mirrored, pluginCache })
  await writtenFile(workplace.engineConfigFile, config)
  return { TF_CLI_CONFIG_FILE: workplace.engineConfigFile }
}
