import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { resolvePod, type Tenant } from '#config'
import { Fault, type Finding, hasErrors } from '#core'
import type { ReviewedPod } from '#review'
import type { Desk } from './command.ts'
import { type DescribedPod, defaults, podIn } from './described-pod.ts'
import {
  commitOf,
  commonCommit,
  type GitRepository,
  gitRepository,
  type Snapshot,
  snapshot,
  targetFiles,
} from './git-snapshot.ts'

/** What a command line says of the two states. */
export interface ReviewWords {
  readonly pod?: string | undefined
  readonly target?: string | undefined
  readonly base: string
  readonly head: string
  /** Day to judge for. */
  readonly at: string
  /** Whether places name files from the repository's folder, as a pull request does, or from where the person is. */
  readonly placesFromTop: boolean
}

/** Two states of a pod, and what is to say of them. */
export interface ReviewedStates {
  readonly before: ReviewedPod
  readonly after: ReviewedPod
  readonly findings: readonly Finding[]
}

/** Word for the files as they are now, committed or not. */
export const worktree = 'worktree'

/** Reads two states of a pod out of git; the work tree stays as it is. */
export async function reviewedStates(words: ReviewWords, desk: Desk): Promise<ReviewedStates> {
  const folder = await podFolder(words, desk)
  const repository = await gitRepository(folder, desk.environment.variables, desk.signal)
  const home = await mkdtemp(join(tmpdir(), 'superpod-review-'))
  try {
    const [base, head] = await Promise.all([
      commitOf(repository, words.base),
      commitOf(repository, words.head === worktree ? 'HEAD' : words.head),
    ])
    const common = await commonCommit(repository, base, head)
    const [was, is] = await Promise.all([
      snapshot(repository, common ?? base, join(home, 'base')),
      words.head === worktree
        ? { there: existsSync(join(folder, 'superpod.yaml')), folder, findings: [] }
        : snapshot(repository, head, join(home, 'head')),
    ])
    if (!was.there && !is.there) throw nowhere(folder, words)
    const [files, filesBefore] = await Promise.all([targetFiles(is.folder), targetFiles(was.folder)])
    // a change must not choose what it is judged for: head is asked where base has no pod
    const target = words.target ?? realTarget(was.there ? filesBefore : files) ?? defaults(desk.root).target
    const label = words.placesFromTop ? repository.prefix || '.' : folder
    const after = await reviewedPod(is, { label: words.head, target, at: words.at, dir: label })
    const known = await sameTenants(was, is, after)
    const before = await reviewedPod(was, { label: words.base, target, at: words.at, dir: label, known })
    if (isNothing(before) && isNothing(after)) throw noTarget(target, before, after)
    const findings = [
      ...(await historyFindings(repository, { ...words, common, baseCommit: base })),
      ...is.findings,
      ...unreadableBase(before),
      ...otherTargets(filesBefore, files, target),
    ]
    return { before, after, findings }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}

/** The pod's folder, which a change may have removed. */
async function podFolder({ pod }: ReviewWords, desk: Desk): Promise<string> {
  const home = relative(desk.environment.cwd, desk.root) || '.'
  const word = pod ?? defaults(desk.root).pod
  try {
    return await resolvePod(word, home)
  } catch (error) {
    if (!(error instanceof Fault) || word === '') throw error
    const isName = !/[\\/]/.test(word) && !word.startsWith('.')
    return isName ? join(home, 'config', word) : word
  }
}

// what a real cluster gets is more than what the simulated one does; one that exists comes before what a cloud would make
function realTarget(files: ReadonlyMap<string, string>): string | undefined {
  const kinds = [...files].map(([name, text]): [string, unknown] => [
    name,
    parseDocument(text, { logLevel: 'silent' }).get('kind'),
  ])
  const existing = kinds.find(([, kind]) => kind === 'kubeconfig')
  const real = kinds.find(([, kind]) => typeof kind === 'string' && kind !== 'twin' && kind !== 'kind')
  return (existing ?? real)?.[0]
}

/**
 * Tenants whose files are the same on both sides: to read a thousand of them twice is most of what a review would take.
 * Their files are taken out of the snapshot.
 */
async function sameTenants(was: Snapshot, is: Snapshot, { loaded }: ReviewedPod): Promise<Tenant[]> {
  if (!was.there || !is.there || hasErrors(loaded.findings)) return []
  const same = await Promise.all(
    loaded.tenants.map(async (tenant) => {
      const [before, after] = [was, is].map(({ folder }) => join(folder, 'tenants', `${tenant.name}.yaml`))
      const texts = await Promise.all([before, after].map((file) => readFile(file ?? '').catch(() => undefined)))
      if (!before || !texts[0] || !texts[1]?.equals(texts[0])) return []
      await rm(before)
      return tenant
    }),
  )
  return same.flat()
}

interface ReadingWords {
  readonly label: string
  readonly target: string
  readonly at: string
  /** Folder that places and messages name instead of that of the snapshot. */
  readonly dir: string
  /** Tenants that need not be read again. @default none */
  readonly known?: readonly Tenant[]
}

async function reviewedPod(
  { there, folder }: Snapshot,
  { label, target, at, dir, known }: ReadingWords,
): Promise<ReviewedPod> {
  const described = await podIn(folder, target, at, known)
  const named = renamed(described, folder, dir)
  // a pod that is not delivered there yet, or no more
  const isAbsent = !there || named.findings.some(({ code }) => code === 'target/unknown')
  const { loaded, model, findings } = named
  return { label, loaded, ...(model && !isAbsent ? { model } : {}), findings: isAbsent ? [] : findings, stacks: [] }
}

function renamed({ loaded, model, findings }: DescribedPod, from: string, to: string): DescribedPod {
  if (from === to) return { loaded, ...(model ? { model } : {}), findings }
  const words = (text: string) => text.replaceAll(from, to)
  const placed = <Placed extends { readonly file: string }>(place: Placed) => ({ ...place, file: words(place.file) })
  const told = (finding: Finding): Finding => ({
    ...finding,
    message: words(finding.message),
    ...(finding.remedy === undefined ? {} : { remedy: words(finding.remedy) }),
    ...(finding.place ? { place: placed(finding.place) } : {}),
  })
  const places = {
    at(path: string) {
      const place = loaded.places.at(path)
      return place && placed(place)
    },
  }
  const all = findings.map(told)
  return {
    loaded: { ...loaded, dir: to, places, findings: loaded.findings.map(told) },
    ...(model ? { model } : {}),
    findings: all,
  }
}

interface History extends Pick<ReviewWords, 'base' | 'head'> {
  readonly common: string | undefined
  readonly baseCommit: string
}

/** What is to say where head does not come straight from base. */
async function historyFindings(
  repository: GitRepository,
  { base, head, common, baseCommit }: History,
): Promise<Finding[]> {
  if (common === baseCommit) return []
  if (common === undefined) {
    return [
      {
        code: 'review/no-common-commit',
        severity: 'warning',
        path: base,
        message: `${base} and ${head} have no common commit${repository.shallow ? ' in this shallow clone' : ''}: what ${base} alone has changed looks like taken back`,
        remedy: repository.shallow
          ? 'fetch more: git fetch --unshallow, or fetch-depth: 0 in the step that checks out'
          : 'name a base that head comes from',
      },
    ]
  }
  return [
    {
      code: 'review/base-moved-on',
      severity: 'info',
      path: base,
      message: `${base} has commits that ${head} lacks: compared with ${common.slice(0, 12)}, the commit that both come from`,
      remedy: `merge or rebase onto ${base} to see both together`,
    },
  ]
}

function unreadableBase({ model, findings, label }: ReviewedPod): Finding[] {
  if (model || findings.length === 0) return []
  const codes = [...new Set(findings.map(({ code }) => code))].join(', ')
  return [
    {
      code: 'review/base-unreadable',
      severity: 'warning',
      path: label,
      message: `the config of ${label} has errors by the rules of today (${codes}): head is judged alone, and nothing says what changes; the first of them: ${printedFirst(findings)}`,
      remedy:
        'let somebody read the diff, or compare with a base that holds: superpod check says what is wrong with it',
    },
  ]
}

function printedFirst([first]: readonly Finding[]): string {
  const place = first?.place
  return `${place ? `${place.file}:${place.line} ` : ''}${first?.message ?? ''}`
}

function otherTargets(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  target: string,
): Finding[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  return names
    .filter((name) => name !== target && before.get(name) !== after.get(name))
    .map((name) => ({
      code: 'review/other-target',
      severity: 'info' as const,
      path: `targets.${name}`,
      message: `the target ${name} changes too, and this review is about ${target}`,
      remedy: `review it as well: --target ${name}`,
    }))
}

/** Whether there is neither a pod for the target, nor anything wrong with it. */
function isNothing({ model, findings }: ReviewedPod): boolean {
  return !model && findings.length === 0
}

function noTarget(target: string, before: ReviewedPod, after: ReviewedPod): Fault {
  const names = [...new Set([...before.loaded.targets, ...after.loaded.targets])].sort()
  return new Fault(2, [
    {
      code: 'review/no-target',
      severity: 'error',
      path: `targets.${target}`,
      message: `neither ${before.label} nor ${after.label} has a target ${target}`,
      remedy: `name one that is there: ${names.join(', ')}`,
    },
  ])
}

function nowhere(folder: string, { base, head }: ReviewWords): Fault {
  return new Fault(2, [
    {
      code: 'review/no-pod',
      severity: 'error',
      path: relative('.', resolve(folder)) || '.',
      message: `neither ${base} nor ${head} has a superpod.yaml in ${folder}`,
      remedy: 'name the folder of a pod',
    },
  ])
}
