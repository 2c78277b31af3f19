import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { enginePlatform, mirrorPaths, type WantedProvider } from './engine-config.ts'

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

/**
 * Where the providers that stacks ask for can be had.
 * @returns undefined where a mirror lacks one of them and its registry does not answer within the time
 */
export async function providersReachable(
  mirror: string,
  wanted: readonly WantedProvider[],
  timeoutSeconds = 3,
): Promise<'mirror' | 'registry' | undefined> {
  const mirrored = await mirroredProviders(mirror, wanted)
  const lacking = wanted.filter(({ source }) => !mirrored.includes(source))
  if (lacking.length === 0) return 'mirror'
  const hosts = [...new Set(lacking.map(({ source }) => source.split('/')[0]))]
  const answers = await Promise.all(hosts.map((host) => answersDiscovery(`${host}`, timeoutSeconds)))
  return answers.every(Boolean) ? 'registry' : undefined
}

async function answersDiscovery(host: string, timeoutSeconds: number): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(timeoutSeconds * 1000)
    return (await fetch(`https://${host}/.well-known/terraform.json`, { signal })).ok
  } catch {
    return false
  }
}
