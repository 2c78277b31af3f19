import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { didYouMean, wordList, wrongUsage } from '#core'
import { podFileName } from './load-pod.ts'

/**
 * The folder of a pod.
 * @param nameOrPath - a name under `config/`, or a path to a folder that holds a `superpod.yaml` (or to that file)
 * @param workspace - folder that holds `config/`; a relative one makes for short places in findings
 * @throws Fault with exit code 2 when there is no such pod
 */
export async function resolvePod(nameOrPath: string, workspace: string): Promise<string> {
  const isName = !/[\\/]/.test(nameOrPath) && nameOrPath !== '' && !nameOrPath.startsWith('.')
  const known = join(workspace, 'config', nameOrPath)
  if (isName && isPod(known)) return known
  if (nameOrPath !== '' && isPod(nameOrPath)) return nameOrPath
  if (basename(nameOrPath) === podFileName && existsSync(nameOrPath)) return dirname(nameOrPath)
  throw wrongUsage(unknownPod(nameOrPath, await podNames(workspace)))
}

/** Names of the pods under `config/`, in ascending order. */
export async function podNames(workspace: string): Promise<string[]> {
  const folder = join(workspace, 'config')
  if (!existsSync(folder)) return []
  const names = await readdir(folder)
  return names.filter((name) => isPod(join(folder, name))).sort()
}

function isPod(folder: string): boolean {
  return existsSync(join(folder, podFileName))
}

function unknownPod(found: string, names: readonly string[]) {
  const near = didYouMean(found, names)
  const known = names.length === 0 ? 'there is none' : `there is ${wordList(names, 'and')}`
  return {
    code: 'pod/unknown',
    path: found,
    message: `found no pod ${JSON.stringify(found)}: under config/ ${known}, and no folder of that path holds a ${podFileName}`,
    remedy: near
      ? `name ${near} (did you mean that?)`
      : `name a pod, or give the path of a folder that holds a ${podFileName}`,
  }
}
