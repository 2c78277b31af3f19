import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { constants } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Fault } from '#core'
import { isAlive, output, run, startDaemon, startProgram } from '#tools'
import { askToStop } from '../../tools/living-group.ts'
import { temporaryFolder } from './tiny-plan.ts'

const env = { PATH: '/usr/bin:/bin' }

test('a program gives its output and its exit code', async () => {
  expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'], { env })).toEqual({
    stdout: 'out',
    stderr: 'err',
    exitCode: 3,
  })
})

test('a program has the environment that it is given, and no other', async () => {
  const { stdout } = await run('/usr/bin/env', [], { env: { ONLY: 'this', NOT: undefined } })
  expect(stdout).toBe('ONLY=this')
})

test('a program reads what it is given', async () => {
  expect(await output('cat', [], { env, input: 'hello' })).toBe('hello')
})

test('what a program writes is private to its owner, and our own umask stays', async () => {
  await using folder = await temporaryFolder()
  const before = process.umask()
  await run('sh', ['-c', 'echo secret > state'], { env, cwd: folder.path })
  expect(process.umask()).toBe(before)
  expect((await stat(join(folder.path, 'state'))).mode & 0o777).toBe(0o600)
})

test('lines are told as they come, and kept in a private log', async () => {
  await using folder = await temporaryFolder()
  const log = join(folder.path, 'logs', 'program.log')
  const lines: string[] = []
  const options = { env, log, line: (line: string, stream: string) => void lines.push(`${stream} ${line}`) }
  const { stdout } = await run('sh', ['-c', 'echo one; sleep 0.05; echo two >&2'], options)
  await run('echo', ['again'], { env, log })
  expect(stdout).toBe('one')
  expect(lines).toEqual(['stdout one', 'stderr two'])
  expect(await readFile(log, 'utf8')).toBe('one\ntwo\nagain\n')
  expect((await stat(log)).mode & 0o777).toBe(0o600)
})

test('an abort ends the whole process group, also what ignores a polite request', async () => {
  await using folder = await temporaryFolder()
  const stop = new AbortController()
  // the grandchild would write the file if it lived on
  const script = `trap '' TERM; (trap '' TERM; sleep 0.6; touch ${folder.path}/alive) & echo ready; sleep 5`
  const running = run('sh', ['-c', script], {
    env,
    signal: stop.signal,
    graceMs: 100,
    line: () => stop.abort(new Error('no longer wanted')),
  })
  await expect(running).rejects.toThrow('no longer wanted')
  await pause(900)
  expect(existsSync(join(folder.path, 'alive'))).toBe(false)
})

test('a program is asked to stop once, however often we end', async () => {
  const script = `trap 'echo asked' INT; echo ready; for i in 1 2 3 4 5 6 7 8; do sleep 0.1; done`
  const running = startProgram('sh', ['-c', script], {
    env,
    async line(line) {
      if (line !== 'ready') return
      askToStop(running.pid ?? 0, 'SIGINT')
      await pause(200)
      askToStop(running.pid ?? 0, 'SIGINT')
    },
  })
  expect((await running.ended).stdout).toBe('ready\nasked')
})

test('a program that a signal ended has the exit code that a shell gives', async () => {
  const running = startProgram('sleep', ['5'], { env })
  await running.stop()
  expect((await running.ended).exitCode).toBe(143)
})

test('an aborted signal starts nothing', async () => {
  await using folder = await temporaryFolder()
  await expect(
    run('touch', [join(folder.path, 'made')], { env, signal: AbortSignal.abort(new Error('before')) }),
  ).rejects.toThrow('before')
  expect(existsSync(join(folder.path, 'made'))).toBe(false)
})

test('fails with a finding when a program is missing', async () => {
  const fault = await run('no-such-program', [], { env }).catch((error) => error)
  expect(fault).toBeInstanceOf(Fault)
  expect(fault).toMatchObject({ exitCode: 3, findings: [{ code: 'tool/missing', path: 'no-such-program' }] })
})

test('fails with its last words when a program that must succeed does not', async () => {
  await expect(output('sh', ['-c', 'echo why >&2; exit 4'], { env })).rejects.toThrow(/ended with exit code 4: why/)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s to us ends what we have started, too', async (signal) => {
  let child = 0
  const script = join(import.meta.dirname, 'sleeper.ts')
  const parent = startProgram(process.execPath, ['--import', 'tsx', script], {
    env,
    line(line) {
      child = Number(line)
      process.kill(parent.pid ?? 0, signal)
    },
  })
  expect((await parent.ended).exitCode).toBe(128 + constants.signals[signal])
  await expect.poll(() => isAlive(child)).toBe(false)
})

test('a daemon outlives its start, and writes to its log', async () => {
  await using folder = await temporaryFolder()
  const log = join(folder.path, 'daemon.log')
  const pid = await startDaemon('sh', ['-c', 'echo started; sleep 30'], { env, log })
  try {
    await expect.poll(() => readFile(log, 'utf8')).toBe('started\n')
    expect(isAlive(pid)).toBe(true)
  } finally {
    process.kill(-pid, 'SIGKILL')
  }
})

test('fails with a finding when a daemon is missing', async () => {
  await using folder = await temporaryFolder()
  const log = join(folder.path, 'daemon.log')
  await expect(startDaemon('no-such-daemon', [], { env, log })).rejects.toThrow('tool/missing')
})
