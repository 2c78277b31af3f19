import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { run } from '#tools'
import { repository } from '../kit/gefion.ts'
import { searchPath } from '../kit/superpod.ts'

const script = join(repository, 'examples', 'local', 'review.sh')
const env = {
  PATH: searchPath,
  GIT_AUTHOR_NAME: 'ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}

async function git(cwd: string, ...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run('git', words, { cwd, env })
  expect(exitCode, stderr).toBe(0)
  return stdout.trim()
}

/** A repository whose `superpod` prints how it was called, and says whose code it is: one text on main, another on a branch. */
async function project(): Promise<{ readonly dir: string; readonly fork: string; readonly head: string }> {
  const dir = mkdtempSync(join(tmpdir(), 'examples-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const commit = async (whose: string, file: string) => {
    writeFileSync(join(dir, 'superpod'), `#!/bin/sh\necho "${whose}: $*"\n`, { mode: 0o755 })
    writeFileSync(join(dir, file), file)
    await git(dir, 'add', '.')
    await git(dir, 'commit', '--quiet', '-m', whose)
    return await git(dir, 'rev-parse', 'HEAD')
  }
  mkdirSync(dir, { recursive: true })
  await git(dir, 'init', '--quiet', '--initial-branch=main')
  const fork = await commit('old code', 'one')
  await git(dir, 'checkout', '--quiet', '-b', 'theirs')
  const head = await commit('code of the branch', 'two')
  await git(dir, 'checkout', '--quiet', 'main')
  await commit('code of the base', 'three')
  await git(dir, 'checkout', '--quiet', 'theirs')
  return { dir, fork, head }
}

test('a branch is judged by the code of the base, from where it left it, and its folder stays as it is', async () => {
  const { dir, fork, head } = await project()
  for (const words of [['main'], ['main', 'theirs']]) {
    const { exitCode, stdout, stderr } = await run(script, words, { cwd: dir, env })
    expect(exitCode, stderr).toBe(0)
    expect(stdout.trim()).toBe(`code of the base: review --base ${fork} --head ${head}`)
  }
  expect(await git(dir, 'status', '--porcelain')).toBe('')
  expect(readFileSync(join(dir, 'superpod'), 'utf8')).toContain('code of the branch')
})

test('what else is said goes to the review', async () => {
  const { dir } = await project()
  const { stdout } = await run(script, ['main', 'HEAD', 'gefion', '--target', 'metal'], { cwd: dir, env })
  expect(stdout.trim()).toMatch(/--head [0-9a-f]{40} gefion --target metal$/)
})

test('fails where there is no such base, or what is called so would be an option', async () => {
  const { dir } = await project()
  for (const base of ['nowhere', '--help', '-x']) {
    const { exitCode, stderr } = await run(script, [base], { cwd: dir, env })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`there is no commit ${base} here`)
  }
})
