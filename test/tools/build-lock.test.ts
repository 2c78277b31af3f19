import { readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from '#tools'
import { takeLock } from '../../tools/build-lock.ts'
import { temporaryFolder } from './tiny-plan.ts'

const quick = { pollMs: 10 }

/** Id of a process that has ended. */
async function deadPid(): Promise<number> {
  return Number((await run('sh', ['-c', 'echo $$'], { env: { PATH: '/usr/bin:/bin' } })).stdout)
}

test('of two takers the second waits until the first lets go, and is told for whom', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  const first = await takeLock(file, quick)
  const waits: number[] = []
  let got = false
  const second = takeLock(file, { ...quick, waiting: ({ pid }) => void waits.push(pid) }).then((lock) => {
    got = true
    return lock
  })
  await expect.poll(() => waits.length).toBeGreaterThan(1)
  expect(got).toBe(false)
  expect(waits[0]).toBe(process.pid)
  await first.release()
  await (await second).release()
  expect(await readdir(folder.path)).toEqual([])
})

test('the lock of a dead process is taken over by one of many', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  await writeFile(file, JSON.stringify({ pid: await deadPid(), host: hostname(), token: 'stale' }))
  let holders = 0
  let most = 0
  const turns = Array.from({ length: 8 }, async () => {
    const lock = await takeLock(file, quick)
    most = Math.max(most, ++holders)
    await new Promise((resolve) => setTimeout(resolve, 15))
    holders--
    await lock.release()
  })
  await Promise.all(turns)
  expect(most).toBe(1)
  expect(await readdir(folder.path)).toEqual([])
})

test('a lock with our own number from an earlier life is stale', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  await writeFile(file, JSON.stringify({ pid: process.pid, host: hostname(), token: 'earlier' }))
  await (await takeLock(file, quick)).release()
})

test('a lock that nobody can read is taken over', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  await writeFile(file, '{"pid": 12')
  await (await takeLock(file, quick)).release()
})

test('the lock of another host is waited for while it shows life, and taken over when it falls silent', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  await writeFile(file, JSON.stringify({ pid: 1, host: 'elsewhere', token: 'far' }))
  const beats = setInterval(() => void utimes(file, new Date(), new Date()), 20)
  const began = performance.now()
  setTimeout(() => clearInterval(beats), 400)
  const lock = await takeLock(file, { ...quick, silenceMs: 150 })
  expect(performance.now() - began).toBeGreaterThan(500)
  await lock.release()
})

test('a holder shows life', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  const lock = await takeLock(file, { ...quick, beatMs: 20 })
  const other = takeLock(file, { ...quick, silenceMs: 150 })
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() })
  await lock.release()
  await (await other).release()
})

test('a wait ends when it is aborted, and leaves nothing of its own', async () => {
  await using folder = await temporaryFolder()
  const file = join(folder.path, 'lock')
  const lock = await takeLock(file, quick)
  const abort = new AbortController()
  const waiting = takeLock(file, { ...quick, signal: abort.signal })
  abort.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  expect(await readdir(folder.path)).toEqual(['lock'])
  await lock.release()
})
