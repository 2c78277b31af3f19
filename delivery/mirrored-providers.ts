import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '#tools'
import { enginePlatform, mirrorPaths, type WantedProvider } from './engine-config.ts'
import { registryAnswers } from './registry-answer.ts'

/** This machine, as the engine names it. */
export const thisPlatform = enginePlatform(process.platform, process.arch)

/** Folder of the providers in a mirror. */
export function providersFolder(mirror: string): string {
  return join(mirror, 'providers')
}

/** Sources of those providers that a mirror has, in the version wanted. */
export async function mirroredProviders(mirror: string, wanted: readonly WantedProvider[]): Promise<string[]> {
  const found: string[] = []
  for (const provider of wanted) {
    const paths = mirrorPaths(providersFolder(mirror), provider, thisPlatform)
    const there = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)))
    if (there.some((each) => each !== undefined)) found.push(provider.source)
  }
  return found
}

/** How registries are asked. */
export interface RegistryPatience {
  /** How long each may take to answer. @default 3 */
  readonly timeoutSeconds?: number
  /** Variables that may name a proxy. @default none */
  readonly env?: Environment
}

/**
 * Where the providers that stacks ask for can be had.
 * @returns undefined where a mirror lacks one of them and its registry does not answer within the time
 */
export async function providersReachable(
  mirror: string,
  wanted: readonly WantedProvider[],
  { timeoutSeconds = 3, env = {} }: RegistryPatience = {},
): Promise<'mirror' | 'registry' | undefined> {
  const mirrored = await mirroredProviders(mirror, wanted)
  const lacking = wanted.filter(({ source }) => !mirrored.includes(source))
  if (lacking.length === 0) return 'mirror'
  const hosts = [...new Set(lacking.map(({ source }) => source.split('/')[0]))]
  const answers = await Promise.all(hosts.map((host) => registryAnswers(`${host}`, timeoutSeconds, env)))
  return answers.every(Boolean) ? 'registry' : undefined
}
