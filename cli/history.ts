import { createHash } from 'node:crypto'
import { hostname, userInfo } from 'node:os'
import type { LoadedPod } from '#config'
import { Fault, stableText } from '#core'
import type { History, PodCommit, Relation } from '#delivery'
import type { Desk } from './command.ts'
import { type GitRepository, gitRepository } from './git-snapshot.ts'

/** Where a pod's config comes from, and who is here. A folder that no commit has is all right: then it is said so. */
export async function podHistory(loaded: LoadedPod, desk: Desk): Promise<History> {
  const { pod, tenants, target, inventory } = loaded
  const config = createHash('sha256').update(stableText({ pod, tenants, target, inventory })).digest('hex')
  const repository = await repositoryOf(loaded.dir, desk)
  const commit = repository && (await headOf(repository))
  const who = await personHere(repository, desk)
  if (!repository || commit === undefined) {
    return { dirty: false, who, config, relation: async () => 'unknown', since: async () => [] }
  }
  const dirty = (await said(repository, ['status', '--porcelain', '--', folderOf(repository)])) !== ''
  return {
    commit,
    dirty,
    who,
    config,
    relation: (other) => relationTo(repository, commit, other),
    since: (other) => commitsOf(repository, `${other}..${commit}`),
  }
}

async function repositoryOf(dir: string, { environment, signal }: Desk): Promise<GitRepository | undefined> {
  try {
    return await gitRepository(dir, environment.variables, signal)
  } catch (error) {
    // no git, no repository, or that of somebody else: applied all the same, from no commit
    if (error instanceof Fault) return undefined
    throw error
  }
}

function folderOf({ prefix }: GitRepository): string {
  return prefix === '' ? '.' : prefix
}

/** The commit that is checked out; undefined where it does not have the pod. */
async function headOf(repository: GitRepository): Promise<string | undefined> {
  const head = await said(repository, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
  if (!head) return undefined
  const file = repository.prefix === '' ? 'superpod.yaml' : `${repository.prefix}/superpod.yaml`
  return (await said(repository, ['ls-tree', '--name-only', '--full-tree', 'HEAD', '--', file])) ? head : undefined
}

async function relationTo(repository: GitRepository, head: string, other: string): Promise<Relation> {
  if (!/^[0-9a-f]{40,64}$/.test(other)) return 'unknown'
  if (head === other) return 'same'
  if ((await repository.git(['cat-file', '-e', `${other}^{commit}`])).exitCode !== 0) return 'unknown'
  const isAncestor = async (one: string, next: string) =>
    (await repository.git(['merge-base', '--is-ancestor', one, next])).exitCode === 0
  if (await isAncestor(other, head)) return 'newer'
  // commits that do not touch the pod make nothing older
  if ((await commitsOf(repository, `${head}..${other}`)).length === 0) return 'newer'
  return (await isAncestor(head, other)) ? 'older' : 'diverged'
}

async function commitsOf(repository: GitRepository, range: string): Promise<PodCommit[]> {
  const format = ['--format=%x1e%H%x1f%an%x1f%s', '--name-only', '--no-renames', '--max-count=500']
  const text = await said(repository, ['log', ...format, range, '--', folderOf(repository)])
  const before = repository.prefix === '' ? '' : `${repository.prefix}/`
  return text
    .split('\x1e')
    .slice(1)
    .map((entry) => {
      const [head = '', ...files] = entry.split('\n').filter(Boolean)
      const [id = '', author = '', subject = ''] = head.split('\x1f')
      return {
        id,
        author,
        subject,
        files: files.map((file) => (file.startsWith(before) ? file.slice(before.length) : file)),
      }
    })
}

/** Who is here: as git knows them, else as this computer does. */
async function personHere(repository: GitRepository | undefined, { environment }: Desk): Promise<string> {
  const own = repository
    ? await Promise.all(['user.name', 'user.email'].map((key) => said(repository, ['config', key])))
    : []
  const [name, address] = own
  if (name) return address ? `${name} <${address}>` : name
  const { USER, LOGNAME } = environment.variables
  return `${USER || LOGNAME || userInfo().username}@${hostname()}`
}

async function said(repository: GitRepository, words: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await repository.git(words)
  return exitCode === 0 ? stdout.trim() : ''
}
