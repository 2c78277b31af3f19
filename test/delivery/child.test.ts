import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silent } from '#core'
import { startDaemon } from '#tools'
import { runChild, waitForChildren } from '../../delivery/child.ts'
import { childEnvironment } from '../../delivery/child-environment.ts'

const env = { PATH: '/usr/bin:/bin' }

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'child-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}

test('what a child says is in its log, line by line, and its exit code is known', async () => {
  const childFolder = await folder()
  const log = join(childFolder, 'x.log')
  const lines: string[] = []
  const args = ['-c', 'echo one; echo two >&2; exit 3']
  const line = (each: string) => lines.push(each)
  const result = await runChild({ name: 'x', file: '/bin/sh', args, env, log, childFolder, line })
  expect(result).toEqual({ exitCode: 3, said: 'one\ntwo\n' })
  expect(lines).toEqual(['one', 'two'])
  expect((await stat(log)).mode & 0o777).toBe(0o600)
})

test('the log of the run before stays beside the new one', async () => {
  const childFolder = await folder()
  const log = join(childFolder, 'x.log')
  const run = (word: string) => runChild({ name: 'x', file: '/bin/echo', args: [word], env, log, childFolder })
  await run('first')
  await run('second')
  expect(await readFile(log, 'utf8')).toBe('second\n')
  expect(await readFile(join(childFolder, 'x.before.log'), 'utf8')).toBe('first\n')
})

async function strayChild(childFolder: string, seconds: number): Promise<number> {
  const pid = await startDaemon('/bin/sleep', [`${seconds}`], { env, log: join(childFolder, 'sleep.log') })
  const stats = await readFile(`/proc/${pid}/stat`, 'utf8')
  const started = stats.slice(stats.lastIndexOf(')') + 2).split(' ')[19]
  await writeFile(join(childFolder, 'x.json'), JSON.stringify({ pid, started, what: 'sleep' }))
  return pid
}

test('a child of an earlier run that is still at work is waited for', async () => {
  const childFolder = await folder()
  await strayChild(childFolder, 1)
  const began = performance.now()
  await waitForChildren(childFolder, { progress: silent })
  expect(performance.now() - began).toBeGreaterThan(500)
})

test('fails when it is still at work after a long time, and names its process', async () => {
  const childFolder = await folder()
  const pid = await strayChild(childFolder, 30)
  const waiting = waitForChildren(childFolder, { progress: silent, timeoutSeconds: 0.5 })
  await expect(waiting).rejects.toThrow(`process ${pid}`)
  process.kill(pid)
})

test('another process with the number of an old child is not waited for', async () => {
  const childFolder = await folder()
  const file = join(childFolder, 'x.json')
  await writeFile(file, JSON.stringify({ pid: process.pid, started: '1', what: 'something long ago' }))
  await waitForChildren(childFolder, { progress: silent, timeoutSeconds: 5 })
  await expect(stat(file)).rejects.toThrow()
})

test('a record that was cut short is of no child', async () => {
  const childFolder = await folder()
  await writeFile(join(childFolder, 'x.json'), '{"pid": 1')
  await waitForChildren(childFolder, { progress: silent, timeoutSeconds: 5 })
})

test('a child gets what the person has, but nothing that sends it elsewhere', () => {
  const person = {
    PATH: '/bin',
    HTTPS_PROXY: 'x',
    TF_TOKEN_a: 'y',
    TF_VAR_a: '1',
    KUBECONFIG: '/k',
    HELM_NAMESPACE: 'n',
  }
  expect(childEnvironment(person)).toEqual({
    PATH: '/bin',
    HTTPS_PROXY: 'x',
    TF_TOKEN_a: 'y',
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
  })
})
