// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the shell's
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run, startProgram } from '#tools'
import { repository } from '../kit/gefion.ts'

let clone: string

// a clone whose npm and node only write down that they were called
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), 'superpod clone '))
  cpSync(join(repository, 'superpod'), join(clone, 'superpod'))
  writeFileSync(join(clone, 'package-lock.json'), '{}\n')
  program(
    'node',
    'if [ "$1" = --version ]; then echo "${NODE_SAYS:-v20.20.2}"; else echo "ran $(basename "$1") $2"; fi',
  )
  program('npm', 'rm -rf node_modules; mkdir node_modules; echo npm >>npm.log; eval "${NPM_DOES:-true}"')
})

afterEach(() => rmSync(clone, { recursive: true, force: true }))

test('what is missing is installed once', async () => {
  expect(await started()).toMatchObject({ stdout: 'ran launch.mjs check', exitCode: 0 })
  expect(await started()).toMatchObject({ stdout: 'ran launch.mjs check', stderr: '', exitCode: 0 })
  expect(installations()).toBe(1)
})

test('a lock file that has changed is installed anew', async () => {
  await started()
  writeFileSync(join(clone, 'package-lock.json'), '{ "name": "changed" }\n')
  await started()
  expect(installations()).toBe(2)
})

test('an interrupted installation is done again', async () => {
  const first = startProgram(join(clone, 'superpod'), ['check'], { env: env({ NPM_DOES: 'sleep 60' }), cwd: clone })
  while (!existsSync(join(clone, 'npm.log'))) await new Promise((resolve) => setTimeout(resolve, 20))
  process.kill(-(first.pid ?? 0), 'SIGKILL')
  await first.ended
  expect(await started()).toMatchObject({ stdout: 'ran launch.mjs check', exitCode: 0 })
  expect(installations()).toBe(2)
})

test('two at once install once', async () => {
  const both = await Promise.all([started({ NPM_DOES: 'sleep 1' }), started({ NPM_DOES: 'sleep 1' })])
  expect(both.map(({ stdout }) => stdout)).toEqual(['ran launch.mjs check', 'ran launch.mjs check'])
  expect(installations()).toBe(1)
})

test('fails with exit code 3 when npm fails, and tries again the next time', async () => {
  const { stdout, stderr, exitCode } = await started({ NPM_DOES: 'exit 1' })
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 3 })
  expect(stderr).toContain('tool/failed\n  npm ci failed')
  expect(await started()).toMatchObject({ exitCode: 0 })
})

test.each(['v18.20.4', 'v20.18.3', 'v8.0.0'])('fails with exit code 3 on node %s', async (version) => {
  const { stderr, exitCode } = await started({ NODE_SAYS: version })
  expect(stderr).toBe(
    `node  tool/too-old\n  node is ${version}, but must be v20.19 or newer\n  → install Node.js 20.19 or newer`,
  )
  expect(exitCode).toBe(3)
})

test.each(['v20.19.0', 'v22.4.1', 'v24.0.0'])('node %s will do', async (version) => {
  expect(await started({ NODE_SAYS: version })).toMatchObject({ exitCode: 0 })
})

test('fails with exit code 3 when the cache cannot be written', async () => {
  const { stderr, exitCode } = await run(join(repository, 'superpod'), ['--help'], {
    env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, SUPERPOD_CACHE: '/dev/null/cache' },
  })
  expect(stderr).toMatch(/^\/dev\/null\/cache\/bundle {2}cache\/unwritable\n/)
  expect(exitCode).toBe(3)
})

function program(name: string, script: string): void {
  const file = join(clone, 'bin', name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `#!/bin/sh\n${script}\n`)
  chmodSync(file, 0o755)
}

function env(more: Readonly<Record<string, string>>) {
  return { PATH: `${join(clone, 'bin')}:/usr/bin:/bin`, ...more }
}

function started(more: Readonly<Record<string, string>> = {}) {
  return run(join(clone, 'superpod'), ['check'], { env: env(more), cwd: '/' })
}

function installations(): number {
  return readFileSync(join(clone, 'npm.log'), 'utf8').trim().split('\n').length
}
