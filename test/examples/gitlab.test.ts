import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '#tools'
import { repository } from '../kit/gefion.ts'

/** One job of GitLab CI, as far as these tests look at it. */
interface Job {
  readonly script: readonly string[]
  readonly rules: readonly { readonly if: string }[]
  readonly artifacts?: { readonly when: string; readonly paths: readonly string[] }
}

const text = readFileSync(join(repository, 'examples', 'gitlab', 'superpod-review.gitlab-ci.yml'), 'utf8')
const { variables, ...jobs } = parse(text) as Record<string, Job>
const review = jobs['superpod-review']
const comment = jobs['superpod-comment']

test('of the two jobs one reads merge requests, and one has the token on a schedule of the protected branch', () => {
  expect(Object.keys(jobs)).toEqual(['superpod-review', 'superpod-comment'])
  expect(variables).toHaveProperty('SUPERPOD_FAIL_ON')
  expect(review?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }])
  expect(comment?.rules.map((rule) => rule.if).join()).toMatch(
    /schedule.*CI_DEFAULT_BRANCH.*CI_COMMIT_REF_PROTECTED == "true"$/,
  )
  expect(review?.script.join('\n')).not.toContain('TOKEN')
})

test('the job that reads a merge request goes to the code of the target branch before it runs any', () => {
  const script = review?.script ?? []
  const at = (words: string) => script.findIndex((line) => line.includes(words))
  expect(at('git checkout --quiet --detach refs/superpod/target')).toBeGreaterThan(at('git fetch'))
  expect(at('./superpod')).toBeGreaterThan(at('git clean'))
  expect(at('git clean')).toBeGreaterThan(at('git checkout'))
  expect(review?.artifacts).toMatchObject({ when: 'always', paths: ['superpod-review'] })
})

test('every variable that a shell expands stands in quotes', () => {
  const lines = [...(review?.script ?? []), ...(comment?.script ?? [])]
  // an unquoted one is a dollar sign with an even number of quotes before it on its line
  const bare = lines
    .flatMap((line) => line.split('\n'))
    .filter((line) => {
      const before = line.split(/\$[A-Z]/).slice(0, -1)
      return before.some(
        (_part, index) =>
          (
            before
              .slice(0, index + 1)
              .join('')
              .match(/"/g) ?? []
          ).length %
            2 ===
          0,
      )
    })
  expect(bare).toEqual([])
})

/** One note of a merge request. */
interface Note {
  readonly id: number
  readonly author: { readonly id: number }
  body: string
}

/** A server that keeps notes of one merge request as GitLab's API does. @returns its address, and the notes it has */
async function gitlab(
  written: string | undefined,
  others = 0,
): Promise<{ readonly url: string; readonly notes: Note[] }> {
  const notes: Note[] = [{ id: 1, author: { id: 5 }, body: '<!-- superpod review -->\nI am not the bot' }]
  for (let id = 2; id <= others + 1; id += 1) notes.push({ id, author: { id: 5 }, body: 'what others say' })
  const server = createServer(async (request, response) => {
    const path = request.url ?? ''
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const sent = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()).body as string) : ''
    const answer = (status: number, body: string) => response.writeHead(status).end(body)
    if (request.headers['private-token'] !== 'secret') return answer(401, '')
    if (path === '/user') return answer(200, '{"id":9}')
    if (path.startsWith('/projects/3/merge_requests?')) return answer(200, '[{"iid":7,"sha":"c0ffee"}]')
    if (path.startsWith('/projects/3/jobs/artifacts/')) return answer(written === undefined ? 404 : 200, written ?? '')
    if (request.method === 'POST') notes.push({ id: notes.length + 1, author: { id: 9 }, body: sent })
    const note = notes.find(({ id }) => path === `/projects/3/merge_requests/7/notes/${id}`)
    if (request.method === 'PUT' && note) note.body = sent
    const page = Number(new URL(path, 'http://gitlab').searchParams.get('page') ?? 1)
    const next = notes.length > page * 100 ? `${page + 1}` : ''
    response.setHeader('x-next-page', next)
    return answer(200, JSON.stringify(notes.slice((page - 1) * 100, page * 100)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, notes }
}

async function post(url: string, token = 'secret') {
  const env = { CI_API_V4_URL: url, CI_PROJECT_ID: '3', SUPERPOD_REVIEW_TOKEN: token }
  return await run(process.execPath, [join(repository, 'examples', 'gitlab', 'post-comments.mjs')], {
    env,
    cwd: repository,
  })
}

test('one note of each merge request is ours, written anew in place, cut with its summary first', async () => {
  const { url, notes } = await gitlab(`## destroys\n@everyone\n/close\n${'one more line\n'.repeat(10_000)}`)
  for (const _time of [1, 2]) expect((await post(url)).exitCode).toBe(0)
  expect(notes).toHaveLength(2)
  const body = notes[1]?.body ?? ''
  expect(body).toMatch(/^<!-- superpod review -->\n## destroys\n/)
  expect(body.length).toBeLessThanOrEqual(60_000)
  expect(body).toContain('Cut here')
  expect(body).not.toMatch(/@everyone|^\/close/m)
})

test('a note of ours is found behind hundreds of others', async () => {
  const { url, notes } = await gitlab('## safe\n', 250)
  for (const _time of [1, 2, 3]) expect((await post(url)).exitCode).toBe(0)
  expect(notes).toHaveLength(252)
})

test('a merge request whose job has written nothing gets no note', async () => {
  const { url, notes } = await gitlab(undefined)
  expect((await post(url)).exitCode).toBe(0)
  expect(notes).toHaveLength(1)
})

test('fails with the status where the token is refused', async () => {
  const { url } = await gitlab('## safe\n')
  const { exitCode, stderr } = await post(url, 'wrong')
  expect(exitCode).not.toBe(0)
  expect(stderr).toContain('GET /user: 401')
})
