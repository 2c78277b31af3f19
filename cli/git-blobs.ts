import { type Fault, failure } from '#core'
import type { GitRepository } from './git-snapshot.ts'

/** A file of a commit. */
export interface TreeEntry {
  readonly mode: string
  /** Id of its content. */
  readonly id: string
  readonly path: string
}

/**
 * Contents of files of a commit, by id, byte for byte as git has them: no filter, attribute or index has a say.
 * @throws Fault where one is missing
 */
export async function blobs(repository: GitRepository, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const wanted = [...new Set(ids)]
  const input = wanted.map((id) => `${id}\n`).join('')
  const { exitCode, stdout, stderr } = await repository.git(['cat-file', '--batch'], { input, bytes: true })
  if (exitCode !== 0) throw unread(repository, `git cat-file ended with exit code ${exitCode}: ${stderr.trim()}`)
  const found = new Map<string, Buffer>()
  let at = 0
  for (const id of wanted) {
    const end = stdout.indexOf('\n', at)
    const head = stdout.slice(at, end)
    const [, size] = /^[0-9a-f]+ blob (\d+)$/.exec(head) ?? []
    if (size === undefined) throw unread(repository, `git has no content ${id}: ${head}`)
    const content = Buffer.from(stdout.slice(end + 1, end + 1 + Number(size)), 'latin1')
    found.set(id, content)
    at = end + 1 + content.length + 1
  }
  return found
}

/** The fault of a commit that git cannot read. */
export function unread({ top }: GitRepository, message: string): Fault {
  return failure({
    code: 'review/git-failed',
    path: top,
    message,
    remedy: 'run git fsck, or clone anew: an object of that commit may be missing',
  })
}
