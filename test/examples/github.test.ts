import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '#tools'
import { compiledActionlint, lintedWorkflow } from '../kit/actionlint.ts'
import { repository } from '../kit/gefion.ts'
import { searchPath } from '../kit/superpod.ts'

/** One step of a job, as far as these tests look at it. */
interface Step {
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
}

/** A workflow of GitHub Actions, as far as these tests look at it. */
interface Workflow {
  readonly on: unknown
  readonly permissions: unknown
  readonly jobs: Readonly<Record<string, { readonly permissions: unknown; readonly steps: readonly Step[] }>>
}

const texts = Object.fromEntries(
  ['superpod-review', 'superpod-comment'].map((name) => [
    name,
    readFileSync(join(repository, 'examples', 'github', `${name}.yml`), 'utf8'),
  ]),
)
const review = parse(texts['superpod-review'] ?? '') as Workflow
const comment = parse(texts['superpod-comment'] ?? '') as Workflow
const steps = ({ jobs }: Workflow): Step[] => Object.values(jobs).flatMap((job) => [...job.steps])

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'examples-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

describe('the workflow that reads a pull request', () => {
  test('has no secret and a token that reads the repository alone', () => {
    expect(review.on).toBe('pull_request')
    expect(review.permissions).toEqual({})
    expect(Object.values(review.jobs).map(({ permissions }) => permissions)).toEqual([{ contents: 'read' }])
    expect(texts['superpod-review']).not.toMatch(/secrets\.|github\.token|GITHUB_TOKEN/)
  })

  test('runs the code of the base branch, and leaves no credentials on disk', () => {
    const checkouts = steps(review).filter(({ uses }) => uses?.startsWith('actions/checkout@'))
    expect(checkouts.map((step) => step.with?.['persist-credentials'])).toEqual([false, false])
    const [code, data] = checkouts.map((step) => step.with)
    expect(code).toMatchObject({ ref: '$' + '{{ github.event.pull_request.base.sha }}' })
    expect(code).not.toHaveProperty('path')
    expect(data).toMatchObject({ path: '.superpod/merged' })
  })

  test('gives to git exactly the base and what merging would give, and no file of it to the working tree', async () => {
    const root = folder()
    const [origin, work] = [join(root, 'origin'), join(root, 'work')]
    const git = async (cwd: string, ...words: string[]) => {
      const identity = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
      const { exitCode, stdout, stderr } = await run('git', [...identity, ...words], { cwd, env: { PATH: searchPath } })
      expect(exitCode, stderr).toBe(0)
      return stdout.trim()
    }
    const write = (text: string) => writeFileSync(join(origin, 'superpod'), text)
    mkdirSync(origin)
    await git(origin, 'init', '--quiet', '--initial-branch=main')
    for (const text of ['first', 'of the base']) {
      write(text)
      await git(origin, 'add', '.')
      await git(origin, 'commit', '--quiet', '-m', text)
    }
    await git(origin, 'checkout', '--quiet', '-b', 'theirs')
    write('of the pull request')
    await git(origin, 'commit', '--quiet', '-a', '-m', 'theirs')
    await git(origin, 'checkout', '--quiet', 'main')
    await git(origin, 'merge', '--quiet', '--no-ff', '-m', 'merged', 'theirs')
    await git(origin, 'update-ref', 'refs/pull/1/merge', 'HEAD')
    await git(origin, 'reset', '--quiet', '--hard', 'HEAD^')
    const [base, merged] = [await git(origin, 'rev-parse', 'main'), await git(origin, 'rev-parse', 'refs/pull/1/merge')]
    // what the two checkouts do
    await git(root, 'clone', '--quiet', '--depth=1', `file://${origin}`, work)
    const data = join(work, '.superpod', 'merged')
    await git(root, 'init', '--quiet', data)
    await git(data, 'fetch', '--quiet', '--depth=2', `file://${origin}`, 'refs/pull/1/merge')
    await git(data, 'checkout', '--quiet', '--detach', 'FETCH_HEAD')
    const own = steps(review).find(({ run: text }) => text?.includes('git fetch'))?.run ?? ''
    const { exitCode, stderr } = await run('bash', ['-eo', 'pipefail', '-c', own], {
      cwd: work,
      env: { PATH: searchPath },
    })
    expect(exitCode, stderr).toBe(0)
    expect(await git(work, 'rev-parse', 'refs/superpod/merged', 'refs/superpod/merged^1')).toBe(`${merged}\n${base}`)
    expect(await git(work, 'show', 'refs/superpod/merged:superpod')).toBe('of the pull request')
    expect(readFileSync(join(work, 'superpod'), 'utf8')).toBe('of the base')
    expect(await git(work, 'status', '--porcelain', '--ignored')).toBe('')
  })
})

describe('both workflows', () => {
  test('name every action by its commit, with its version beside it', () => {
    const uses = Object.values(texts).flatMap((text) => text.match(/uses: .*/g) ?? [])
    expect(uses.length).toBeGreaterThan(4)
    for (const line of uses) expect(line).toMatch(/^uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('put nothing of a pull request into a shell or a script', () => {
    const written = [...steps(review), ...steps(comment)].flatMap((step) => [
      step.run ?? '',
      `${step.with?.['script'] ?? ''}`,
    ])
    expect(written.filter((text) => text.includes('${' + '{'))).toEqual([])
  })

  test('give up after some minutes, and the one with the token runs no code of the repository', () => {
    for (const { jobs } of [review, comment]) {
      expect(
        Object.values(jobs).every((job) => Number((job as { 'timeout-minutes'?: number })['timeout-minutes']) <= 15),
      ).toBe(true)
    }
    expect(comment.permissions).toEqual({})
    expect(
      steps(comment).some(({ uses, run: text }) => text !== undefined || uses?.startsWith('actions/checkout@')),
    ).toBe(false)
  })
})

describe.skipIf(!compiledActionlint)('with actionlint compiled', () => {
  test.each(Object.entries(texts))('%s is accepted by it', async (_name, text) => {
    expect(await lintedWorkflow(text)).toEqual({ exitCode: 0, said: '' })
  })

  test('fails where the title of a pull request would reach a shell', async () => {
    const title = '$' + '{{ github.event.pull_request.title }}'
    const open = (texts['superpod-review'] ?? '').replace('mkdir -p', `echo "${title}"; mkdir -p`)
    const { exitCode, said } = await lintedWorkflow(open)
    expect(exitCode).toBe(1)
    expect(said).toContain('potentially untrusted')
  })
})

/** One comment of a pull request. */
interface Comment {
  readonly id: number
  readonly user: { readonly type: string }
  body: string
}

/** What GitHub keeps of one pull request, as far as the script asks for it. */
class Tracker {
  readonly comments: Comment[] = []
  readonly headSha: string

  constructor(headSha: string) {
    this.headSha = headSha
  }

  readonly rest = {
    pulls: { list: async () => ({ data: [{ number: 7, head: { sha: this.headSha } }] }) },
    issues: {
      listComments: 'comments',
      updateComment: async ({ comment_id, body }: { comment_id: number; body: string }) => {
        for (const each of this.comments) if (each.id === comment_id) each.body = body
      },
      createComment: async ({ body }: { body: string }) => this.say('Bot', body),
    },
  }

  paginate = async () => this.comments
  say(type: string, body: string): void {
    this.comments.push({ id: this.comments.length + 1, user: { type }, body })
  }
}

/** Lets the workflow's own script post what a review has written. */
async function posted(tracker: Tracker, written: string): Promise<string[]> {
  const temp = folder()
  mkdirSync(join(temp, 'review'))
  writeFileSync(join(temp, 'review', 'review.md'), written)
  const script = `${steps(comment).find((step) => step.with?.['script'])?.with?.['script']}`
  const work = Object.getPrototypeOf(async () => {}).constructor
  const context = {
    repo: { owner: 'dcai', repo: 'gefion' },
    payload: {
      workflow_run: {
        head_sha: 'c0ffee',
        head_branch: 'change',
        head_repository: { owner: { login: 'ada' } },
        html_url: 'https://github.com/dcai/gefion/actions/runs/1',
      },
    },
  }
  const run = new work('github', 'context', 'core', 'require', 'process', script)
  await run(tracker, context, { info: () => {} }, createRequire(import.meta.url), { env: { RUNNER_TEMP: temp } })
  return tracker.comments.map(({ body }) => body)
}

describe('the comment', () => {
  test('is one, written anew in place, whatever else is said there', async () => {
    const tracker = new Tracker('c0ffee')
    tracker.say('User', '<!-- superpod review -->\nI am not the bot')
    await posted(tracker, '## safe\nno tenant is affected\n')
    const bodies = await posted(tracker, '## destroys\ngenomics-serve goes\n')
    expect(bodies).toHaveLength(2)
    expect(bodies[0]).toContain('I am not the bot')
    expect(bodies[1]).toMatch(/^<!-- superpod review -->\n## destroys\ngenomics-serve goes\n/)
    expect(bodies[1]).toContain('c0ffee')
  })

  test('is cut at the end of a line, its summary first, and says so', async () => {
    const [body = ''] = await posted(new Tracker('c0ffee'), `## destroys\n${'one more line\n'.repeat(10_000)}`)
    expect(body.length).toBeLessThanOrEqual(60_000)
    expect(body).toMatch(/^<!-- superpod review -->\n## destroys\none more line\n/)
    expect(body).toMatch(/one more line\n\n\*\*Cut here\*\*: 140012 characters/)
  })

  test('calls nobody and holds no marker of its own making', async () => {
    const [body = ''] = await posted(new Tracker('c0ffee'), 'tenant <!-- superpod review --> @everyone\n')
    expect(body).not.toContain('@everyone')
    expect(body.split('<!--')).toHaveLength(2)
  })

  test('fails to be posted where the pull request has gone on since', async () => {
    expect(await posted(new Tracker('beef'), '## safe\n')).toEqual([])
  })
})
