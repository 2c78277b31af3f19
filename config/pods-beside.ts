import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { loadTargets } from './load-targets.ts'
import { plainValue } from './located.ts'
import { folderFiles } from './pod-folder.ts'
import type { StateOwner } from './state-keys.ts'
import { loadedYaml } from './yaml-file.ts'

/** Folders whose folders are pods. */
const homes = ['config', 'pods']

/** Pods in folders beside one, in a folder `config` or `pods`: of each only what keys of states follow from. */
export async function podsBeside(dir: string): Promise<StateOwner[]> {
  const home = dirname(resolve(dir))
  if (!homes.includes(basename(home))) return []
  const entries = await readdir(home, { withFileTypes: true }).catch(() => [])
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== basename(resolve(dir)))
  const read = await Promise.all(folders.map(({ name }) => podBeside(join(dir, '..', name))))
  return read.flatMap((pod) => pod ?? [])
}

async function podBeside(dir: string): Promise<StateOwner | undefined> {
  const { root } = await loadedYaml(join(dir, 'superpod.yaml'), 'superpod.yaml')
  const name = root && (plainValue(root) as { name?: unknown }).name
  if (typeof name !== 'string') return undefined
  const [{ targets }, tenants] = await Promise.all([loadTargets(dir), folderFiles(dir, 'tenants')])
  return { pod: name, dir, targets, tenants: tenants.files.map((file) => file.name) }
}
