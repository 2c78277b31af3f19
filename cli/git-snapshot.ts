import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { type Finding, failure, wrongUsage } from '#core'
import { type Environment, type ProgramResult, run } from '#tools'

/** The git repository that a pod's folder is in. */
export interface GitRepository {
  /** Its folder. */
  readonly top: string
  /** The pod's folder, relative to that; empty where they are one. */
  readonly prefix: string
  readonly shallow: boolean
  git(words: readonly string[], env?: Environment): Promise<ProgramResult>
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
    (words: readonly string[], more: Environment = {}) =>
      run('git', ['-C', folderOfGit, ...words], { env: { ...env, ...more }, signal })
  const { exitCode, stdout, stderr } = await gitIn(near)(['rev-parse', '--show-toplevel', '--is-shallow-repository'])
  const [top, shallow] = stdout.split('\n')
  if (exitCode !== 0 || !top) throw noRepository(folder, stderr)
  const inside = resolve(folder).slice(top.length + 1)
  return { top, prefix: resolve(folder) === top ? '' : inside, shallow: shallow === 'true', git: gitIn(top) }
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
  const listed = await repository.git(['ls-tree', '-r', '-z', '--full-tree', tree])
  const entries = listed.exitCode === 0 ? listed.stdout.split('\0').filter(Boolean).map(treeEntry) : []
  if (!entries.some(({ path }) => path === 'superpod.yaml')) return { there: false, folder, findings: [] }
  const index = { GIT_INDEX_FILE: join(folder, '.git-index') }
  const out = join(folder, 'pod')
  await succeeded(repository, ['read-tree', tree], index)
  // neither links nor filters of the clone: files as they are in the commit
  const plain = [
    '-c',
    'core.symlinks=false',
    '-c',
    'core.autocrlf=false',
    '-c',
    'filter.lfs.smudge=',
    '-c',
    'filter.lfs.required=false',
  ]
  await succeeded(repository, [...plain, 'checkout-index', '--all', '--quiet', `--prefix=${out}/`], index)
  return { there: true, folder: out, findings: entries.filter(({ mode }) => mode === '120000').map(linkFinding) }
}

function treeEntry(line: string): { mode: string; path: string } {
  const [facts = '', path = ''] = line.split('\t')
  return { mode: facts.slice(0, 6), path }
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

async function succeeded(repository: GitRepository, words: readonly string[], env: Environment): Promise<void> {
  const { exitCode, stderr } = await repository.git(words, env)
  if (exitCode === 0) return
  throw failure({
    code: 'review/git-failed',
    path: repository.top,
    message: `git ${words.find((word) => /^[a-z]+-/.test(word))} ended with exit code ${exitCode}: ${stderr.trim()}`,
    remedy: 'run git fsck, or clone anew: an object of that commit may be missing',
  })
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
