import { existsSync, realpathSync } from 'node:fs'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { type Finding, failure, wrongUsage } from '#core'
import { type Environment, type ProgramOptions, type ProgramResult, run } from '#tools'
import { blobs, type TreeEntry, unread } from './git-blobs.ts'

/** The git repository that a pod's folder is in. */
export interface GitRepository {
  /** Its folder. */
  readonly top: string
  /** The pod's folder, relative to that; empty where they are one. */
  readonly prefix: string
  readonly shallow: boolean
  git(words: readonly string[], more?: Pick<ProgramOptions, 'input' | 'bytes'>): Promise<ProgramResult>
}

/**
 * The repository of a folder, which need not be there any more.
 * @throws Fault where git or the repository is missing
 */
export async function gitRepository(
  folder: string,
  variables: Environment,
  signal: AbortSignal,
): Promise<GitRepository> {
  const near = nearestFolder(resolve(folder))
  const env = {
    ...ownVariables(variables),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
  }
  const gitIn =
    (folderOfGit: string) =>
    (words: readonly string[], more: Pick<ProgramOptions, 'input' | 'bytes'> = {}) =>
      run('git', ['-C', folderOfGit, ...words], { ...more, env, signal })
  const asked = ['rev-parse', '--show-toplevel', '--is-shallow-repository', '--show-prefix']
  const { exitCode, stdout, stderr } = await gitIn(near)(asked)
  const [top, shallow, nearPrefix = ''] = stdout.split('\n')
  // git may be told of a work tree elsewhere: then the folder is in none of its commits
  if (exitCode !== 0 || !top || !isSame(near, join(top, nearPrefix))) throw noRepository(folder, stderr)
  const prefix = join(nearPrefix, relative(near, resolve(folder))).replace(/\/$/, '')
  return { top, prefix: prefix === '.' ? '' : prefix, shallow: shallow === 'true', git: gitIn(top) }
}

/** Whether two paths lead to one folder, by whatever links. */
function isSame(one: string, other: string): boolean {
  return existsSync(other) && realpathSync(one) === realpathSync(other)
}

/** Variables of a hook or a wrapper would send git to another repository or index. */
function ownVariables(variables: Environment): Environment {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('GIT_')))
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder))
}

/**
 * The commit that a ref names.
 * @throws Fault with exit code 2 where there is none
 */
export async function commitOf(repository: GitRepository, ref: string): Promise<string> {
  const words = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
  const { exitCode, stdout } = await repository.git(words)
  if (exitCode === 0) return stdout.trim()
  throw wrongUsage({
    code: 'review/ref-unknown',
    path: ref,
    message: `git knows no commit ${ref}${repository.shallow ? ', and this clone is shallow: it may be further back' : ''}`,
    remedy: repository.shallow
      ? 'fetch it: git fetch --unshallow, or fetch-depth: 0 in the step that checks out'
      : 'name a branch, a tag or a commit that this clone has; git fetch brings those of others',
  })
}

/**
 * The commit that two others come from: what one side alone has changed is told apart by it.
 * @returns undefined where none is known
 */
export async function commonCommit(repository: GitRepository, one: string, other: string): Promise<string | undefined> {
  const { exitCode, stdout } = await repository.git(['merge-base', one, other])
  return exitCode === 0 ? stdout.trim() : undefined
}

/** A pod's folder as a commit has it, written elsewhere. */
export interface Snapshot {
  /** Whether the commit has a pod there. */
  readonly there: boolean
  readonly folder: string
  readonly findings: readonly Finding[]
}

/**
 * Writes the pod's folder of a commit into a folder of its own; work tree and index stay as they are. Links are not
 * followed: what they lead to is none of the commit's.
 */
export async function snapshot(repository: GitRepository, commit: string, folder: string): Promise<Snapshot> {
  const tree = repository.prefix === '' ? commit : `${commit}:${repository.prefix}`
  await mkdir(folder, { recursive: true })
  const entries = (await hasFolder(repository, commit)) ? (await listed(repository, ['-r', tree])).map(treeEntry) : []
  if (!entries.some(({ path }) => path === 'superpod.yaml')) return { there: false, folder, findings: [] }
  const out = join(folder, 'pod')
  await writeEntries(repository, entries, out)
  return { there: true, folder: out, findings: entries.filter(({ mode }) => mode === '120000').map(linkFinding) }
}

/** Whether a commit has the pod's folder: what cannot be listed is not the same as what is not there. */
async function hasFolder(repository: GitRepository, commit: string): Promise<boolean> {
  if (repository.prefix === '') return true
  return (await listed(repository, ['-d', commit, '--', repository.prefix])).length > 0
}

async function listed(repository: GitRepository, words: readonly string[]): Promise<string[]> {
  const { exitCode, stdout, stderr } = await repository.git(['ls-tree', '-z', '--full-tree', ...words])
  if (exitCode !== 0) throw unread(repository, `git cannot list what the commit has: ${stderr.trim().split('\n')[0]}`)
  return stdout.split('\0').filter(Boolean)
}

function treeEntry(line: string): TreeEntry {
  const [facts = '', path = ''] = line.split('\t')
  const [mode = '', , id = ''] = facts.split(' ')
  return { mode, id, path }
}

/** Folders of a pod that its config is in; what else is in a repository is not read. */
const ofPod = /^([^/]+|(tenants|targets)\/.*)$/

// a link becomes a file that says where it leads; what is another repository stays away
async function writeEntries(repository: GitRepository, entries: readonly TreeEntry[], out: string): Promise<void> {
  const files = entries.filter(({ mode, path }) => mode !== '160000' && ofPod.test(path))
  // git makes no such trees, but somebody may
  const outside = files.find(({ path }) => path.split('/').some((part) => ['', '.', '..'].includes(part)))
  if (outside) throw unread(repository, `the commit has a path that leads elsewhere: ${outside.path}`)
  const contents = await blobs(
    repository,
    files.map(({ id }) => id),
  )
  for (const folder of new Set(files.map(({ path }) => dirname(path))))
    await mkdir(join(out, folder), { recursive: true })
  await Promise.all(files.map(({ id, path }) => writeFile(join(out, path), contents.get(id) ?? '')))
}

function linkFinding({ path }: { readonly path: string }): Finding {
  return {
    code: 'review/link',
    severity: 'error',
    path,
    message: `${path} is a symbolic link, and a review of a commit follows none`,
    remedy: 'put the file itself there',
  }
}

function noRepository(folder: string, said: string) {
  const owner = /dubious ownership/.test(said)
  return failure({
    code: owner ? 'review/repository-of-others' : 'review/no-repository',
    path: folder,
    message: owner
      ? `git refuses the repository of ${folder}: somebody else owns it`
      : `${folder} is in no git repository, and a review compares commits`,
    remedy: owner
      ? 'add it to safe.directory of git'
      : 'name a pod whose folder is under git, or run git init and commit first',
  })
}

/** Files of a folder of targets by name, as they are; empty where there is no such folder. */
export async function targetFiles(pod: string): Promise<Map<string, string>> {
  const folder = join(pod, 'targets')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.yaml')).sort()
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return new Map(names.map((name, index) => [name.replace(/\.yaml$/, ''), texts[index] ?? '']))
}
