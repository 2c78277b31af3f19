import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadPod } from '#config'
import { run } from '#tools'
import type { Desk } from '../../cli/command.ts'
import { podHistory } from '../../cli/history.ts'
import { leastPod } from '../kit/pod-folder.ts'

const variables = { HOME: homedir(), PATH: '/usr/local/bin:/usr/bin:/bin', USER: 'ada' }
const desk = { environment: { variables }, signal: new AbortController().signal } as unknown as Desk

describe('where the config of a pod comes from', { timeout: 60_000 }, () => {
  let top = ''
  const commits: string[] = []
  const git = async (...words: string[]) => {
    const own = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false']
    const { stdout, stderr, exitCode } = await run('git', ['-C', top, ...own, ...words], { env: variables })
    if (exitCode !== 0) throw new Error(stderr)
    return stdout.trim()
  }
  const committed = async (file: string, text: string) => {
    await mkdir(join(top, file, '..'), { recursive: true })
    await writeFile(join(top, file), text)
    await git('add', '-A')
    await git('commit', '-q', '-m', `changes ${file}`)
    commits.push(await git('rev-parse', 'HEAD'))
  }
  const history = async () => podHistory(await loadPod(join(top, 'config', 'tiny')), desk)

  beforeAll(async () => {
    top = await mkdtemp(join(tmpdir(), 'history-'))
    await git('init', '-q', '-b', 'main')
    await git('config', 'user.name', 'Ada')
    await git('config', 'user.email', 'ada@example.org')
    await committed('config/tiny/superpod.yaml', leastPod)
    await committed('elsewhere.txt', 'x')
    await committed('config/tiny/tenants/beta.yaml', 'name: beta\ngpus: { guaranteed: 8, burst: 8 }\n')
  })
  afterAll(async () => rm(top, { recursive: true, force: true }))

  test('is the commit that is checked out, and whoever git says is here', async () => {
    expect(await history()).toMatchObject({ commit: commits[2], dirty: false, who: 'Ada <ada@example.org>' })
  })

  test('are the commits since another one that touched the pod, with their files', async () => {
    expect(await (await history()).since(commits[0] ?? '')).toEqual([
      { id: commits[2], author: 'Ada', subject: 'changes config/tiny/tenants/beta.yaml', files: ['tenants/beta.yaml'] },
    ])
  })

  test('is newer or older than another commit by what touched the pod, and may be neither', async () => {
    const [first = '', second = '', third = ''] = commits
    expect(await (await history()).relation(first)).toBe('newer')
    expect(await (await history()).relation('0'.repeat(40))).toBe('unknown')
    expect(await (await history()).relation('HEAD')).toBe('unknown')
    await git('checkout', '-q', first)
    expect(await (await history()).relation(third)).toBe('older')
    // it touched nothing of the pod
    expect(await (await history()).relation(second)).toBe('newer')
    await committed('config/tiny/targets/metal.yaml', 'kind: kubeconfig\ncontext: metal\n')
    expect(await (await history()).relation(third)).toBe('diverged')
    await git('checkout', '-q', 'main')
  })

  test('has changes that no commit has', async () => {
    await writeFile(
      join(top, 'config', 'tiny', 'tenants', 'beta.yaml'),
      'name: beta\ngpus: { guaranteed: 8, burst: 16 }\n',
    )
    const now = await history()
    expect(now).toMatchObject({ commit: commits[2], dirty: true })
    await git('checkout', '-q', '.')
    expect((await history()).config).not.toBe(now.config)
  })

  test('is no commit outside of git, or where git was never told of it', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'no-history-'))
    await writeFile(join(dir, 'superpod.yaml'), leastPod)
    const outside = await podHistory(await loadPod(dir), desk)
    expect(outside.commit).toBeUndefined()
    expect(outside.who).toMatch(/^ada@/)
    await rm(dir, { recursive: true })
    await mkdir(join(top, 'config', 'fresh'))
    await writeFile(join(top, 'config', 'fresh', 'superpod.yaml'), leastPod)
    expect((await podHistory(await loadPod(join(top, 'config', 'fresh')), desk)).commit).toBeUndefined()
  })
})
