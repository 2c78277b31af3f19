import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { repository } from '../gefion.ts'

/** One file of ours, by its path from the repository's folder. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

/** Folders of the rooms, as package.json names them. */
export function roomNames(): string[] {
  const { imports } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    imports: Record<string, string>
  }
  return Object.keys(imports)
    .map((name) => name.slice(1))
    .filter((name) => !name.includes('/'))
}

/** Every TypeScript file of the rooms. */
export function roomFiles(): SourceFile[] {
  return roomNames().flatMap((room) => sourceFiles(room))
}

/** Every TypeScript file below a folder of the repository. */
export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/(fixtures|breaches|golden|node_modules)\//.test(file))
    .map((file) => ({ path: relative(repository, file), text: readFileSync(file, 'utf8') }))
}
