import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '#core'

/** A YAML file of a folder, with the name that it gives to what it holds. */
export interface NamedFile {
  readonly name: string
  readonly file: string
}

/** Files of one folder of a pod, in ascending order, and names that are not read although they look as if. */
export interface FolderFiles {
  readonly files: readonly NamedFile[]
  readonly findings: readonly Finding[]
}

/**
 * The `*.yaml` files of a folder of a pod. A folder that is not there has none; hidden files and others are left alone.
 * @param dir - folder of the pod
 * @param folder - `tenants` or `targets`
 */
export async function folderFiles(dir: string, folder: string): Promise<FolderFiles> {
  const path = join(dir, folder)
  try {
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort(byStem)
    return {
      files: names.filter(isYaml).map((name) => ({ name: stem(name), file: join(path, name) })),
      findings: names.filter(looksLikeYaml).map((name) => wrongExtension(folder, join(path, name), name)),
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return { files: [], findings: code === 'ENOENT' ? [] : [notAFolder(folder, path, code)] }
  }
}

/** In the order of names without their ending: `a.yaml` before `a-b.yaml`. */
function byStem(a: string, b: string): number {
  return stem(a) < stem(b) || (stem(a) === stem(b) && a < b) ? -1 : 1
}

function stem(name: string): string {
  return name.replace(/\.[^.]*$/, '')
}

function isYaml(name: string): boolean {
  return name.endsWith('.yaml')
}

function looksLikeYaml(name: string): boolean {
  return !isYaml(name) && /\.(ya?ml|json)$/i.test(name)
}

function wrongExtension(folder: string, file: string, name: string): Finding {
  return {
    code: 'file/extension',
    severity: 'error',
    path: `${folder}.${stem(name)}`,
    place: { file, line: 1, column: 1 },
    message: `the file is named ${name}, but only names that end in .yaml are read`,
    remedy: `rename it to ${stem(name)}.yaml, or move it elsewhere`,
  }
}

function notAFolder(folder: string, file: string, code: string): Finding {
  return {
    code: code === 'ENOTDIR' ? 'file/not-a-folder' : 'file/unreadable',
    severity: 'error',
    path: folder,
    place: { file, line: 1, column: 1 },
    message: `${folder} cannot be listed (${code}), but must be a folder that can be read`,
    remedy: `make ${folder} a folder of YAML files`,
  }
}
