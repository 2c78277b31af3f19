import { chmod, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { output, type ProgramResult, startProgram, toolOnPath } from '#tools'
import type { BuildPlan } from '../../tools/build-plan.ts'
import { type BuiltPrograms, builtPrograms } from '../../tools/built-programs.ts'
import { kept, noStep, scriptIn, temporaryFolder, tinyPlan } from './tiny-plan.ts'

// biome-ignore lint/style/noProcessEnv: a test finds Go where its user has it
const env = { PATH: process.env['PATH'], HOME: homedir() }
const go = await toolOnPath('go', env)
const names = ['tiny-first', 'tiny-second']

/** A build of the tiny plan, with what its progress was told. */
async function tinyBuild(cache: string, { plan = tinyPlan, path = env.PATH } = {}) {
  const progress = kept()
  const built = await builtPrograms(plan, { cache, progress, env: { ...env, PATH: path } }, noStep)
  return {
    built,
    compiled: progress.lines.filter((line) => line.startsWith('done compile')).map((line) => line.split(/[ :]/)[2]),
  }
}

/** The folder has both programs, whole, and nothing half-made. */
async function expectWhole({ folder, paths }: BuiltPrograms) {
  expect((await readdir(folder.folder)).sort()).toEqual(['bin', 'charts', 'logs', 'pins.json'])
  expect((await readdir(folder.bin)).sort()).toEqual(names)
  for (const [name, path] of paths) {
    expect(await output(path, [], { env })).toBe(`${name.replace('tiny-', '')} v1.2.3`)
    expect((await stat(path)).mode & 0o777).toBe(0o700)
  }
}

/** The same build in a process of its own. */
const otherBuild = (cache: string, line?: (line: string) => void) =>
  startProgram(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'tiny-build.ts'), cache, env.PATH ?? '', env.HOME],
    { env, line },
  )

// the first compile on a machine compiles Go's own packages too
describe.skipIf(go === undefined)('with Go on PATH', { timeout: 120_000 }, () => {
  test('programs are compiled once, with their version in them', async () => {
    await using cache = await temporaryFolder()
    const first = await tinyBuild(cache.path)
    expect(first.compiled).toEqual(names)
    await expectWhole(first.built)
    const second = await tinyBuild(cache.path)
    expect(second.compiled).toEqual([])
    expect(second.built.paths).toEqual(first.built.paths)
  })

  test('what was compiled is found without Go', async () => {
    await using cache = await temporaryFolder()
    const { built } = await tinyBuild(cache.path)
    expect((await tinyBuild(cache.path, { path: '/nowhere' })).built.folder).toEqual(built.folder)
  })

  test('a build that lacks a program compiles that one only', async () => {
    await using cache = await temporaryFolder()
    const { built } = await tinyBuild(cache.path)
    await rm(join(built.folder.bin, 'tiny-second'))
    const again = await tinyBuild(cache.path)
    expect(again.compiled).toEqual(['tiny-second'])
    await expectWhole(again.built)
  })

  test('another pin or another linker flag is another folder', async () => {
    await using cache = await temporaryFolder()
    await using copy = await temporaryFolder()
    await cp(tinyPlan.folder, copy.path, { recursive: true })
    await writeFile(join(copy.path, 'tiny', 'go.sum'), '\n')
    const programs = tinyPlan.programs.map((program) => ({ ...program, variables: { 'main.version': 'v9.9.9' } }))
    const folders = [
      await tinyBuild(cache.path),
      await tinyBuild(cache.path, { plan: { ...tinyPlan, folder: copy.path } }),
      await tinyBuild(cache.path, { plan: { ...tinyPlan, programs } }),
    ].map(({ built }) => built.folder.folder)
    expect(new Set(folders).size).toBe(3)
  })

  test('a program on PATH is used when it has the pinned version, and passed over when it has not', async () => {
    await using cache = await temporaryFolder()
    await using bin = await temporaryFolder()
    const first = await scriptIn(bin.path, 'tiny-first', 'echo tiny v1.2.3')
    await scriptIn(bin.path, 'tiny-second', 'echo tiny v1.2.30')
    const { built, compiled } = await tinyBuild(cache.path, { path: `${bin.path}:${env.PATH}` })
    expect(compiled).toEqual(['tiny-second'])
    expect(built.paths.get('tiny-first')).toBe(first)
  })

  test('two builds at once compile each program once', async () => {
    await using cache = await temporaryFolder()
    const results = await Promise.all([otherBuild(cache.path).ended, otherBuild(cache.path).ended])
    expect(results.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ])
    const compiled = results.flatMap(({ stdout }: ProgramResult) => stdout.match(/done compile \S+/g) ?? [])
    expect(compiled.sort()).toEqual(names.map((name) => `done compile ${name}`))
    await expectWhole((await tinyBuild(cache.path)).built)
  })

  test('a build that was killed leaves a lock and a half: the next one takes over and goes on', async () => {
    await using cache = await temporaryFolder()
    const other = otherBuild(cache.path, (line) => {
      if (line === 'step compile tiny-second') process.kill(other.pid ?? 0, 'SIGKILL')
    })
    expect((await other.ended).exitCode).toBe(137)
    const [hash = ''] = await readdir(join(cache.path, 'tools'))
    const left = await readdir(join(cache.path, 'tools', hash))
    expect(left).toContain('lock')
    expect(left).toContain(`building-${other.pid}`)
    const { built, compiled } = await tinyBuild(cache.path)
    expect(compiled).toEqual(['tiny-second'])
    await expectWhole(built)
  })

  test('a build that is aborted leaves nothing half-made', async () => {
    await using cache = await temporaryFolder()
    const abort = new AbortController()
    const progress = { ...kept(), step: () => abort.abort(new Error('Ctrl-C')) }
    const building = builtPrograms(tinyPlan, { cache: cache.path, progress, env, signal: abort.signal }, noStep)
    await expect(building).rejects.toThrow('Ctrl-C')
    const [hash = ''] = await readdir(join(cache.path, 'tools'))
    expect((await readdir(join(cache.path, 'tools', hash))).sort()).toEqual(['bin', 'charts', 'logs', 'pins.json'])
  })

  test('fails with the log when a program does not compile', async () => {
    await using cache = await temporaryFolder()
    const fault = await tinyBuild(cache.path, { plan: broken('superpod/test/tiny/cmd/third') }).catch((error) => error)
    const [finding] = fault.findings
    expect(finding).toMatchObject({ code: 'tool/build-failed', path: 'tiny-first' })
    const log = /the log is (.*)$/.exec(finding.remedy)?.[1] ?? ''
    expect(await readFile(log, 'utf8')).toContain('cmd/third')
  })

  test('fails with what to do when the modules cannot be had', async () => {
    await using cache = await temporaryFolder()
    await using modules = await temporaryFolder()
    await cp(tinyPlan.folder, modules.path, { recursive: true })
    const needs = '\nrequire example.com/nowhere v1.0.0\n'
    await writeFile(join(modules.path, 'tiny', 'go.mod'), `module superpod/test/tiny\n\ngo 1.21\n${needs}`)
    await writeFile(join(modules.path, 'tiny', 'go.sum'), sums)
    const plan = { ...broken('example.com/nowhere'), folder: modules.path }
    const progress = kept()
    const offline = { ...env, GOPROXY: 'http://127.0.0.1:9', GOFLAGS: '', GONOSUMDB: '*' }
    await expect(builtPrograms(plan, { cache: cache.path, progress, env: offline }, noStep)).rejects.toThrow(
      /tool\/modules-unreachable: tiny-first was not built: its Go modules cannot be had: .*refused/,
    )
  })
})

const broken = (main: string): BuildPlan => ({
  ...tinyPlan,
  programs: tinyPlan.programs.map((program) => ({ ...program, package: main })),
})

const sums = ['v1.0.0', 'v1.0.0/go.mod']
  .map((version) => `example.com/nowhere ${version} h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n`)
  .join('')

test('fails with the way to get it when Go is missing', async () => {
  await using cache = await temporaryFolder()
  await expect(tinyBuild(cache.path, { path: '/nowhere' })).rejects.toMatchObject({
    exitCode: 3,
    findings: [{ code: 'tool/missing', path: 'go', remedy: expect.stringContaining('install Go 1.21 or newer') }],
  })
})

test('fails with both versions when Go is too old', async () => {
  await using cache = await temporaryFolder()
  await using bin = await temporaryFolder()
  await scriptIn(bin.path, 'go', 'echo go1.18.4')
  await expect(tinyBuild(cache.path, { path: bin.path })).rejects.toMatchObject({
    findings: [{ code: 'tool/too-old', message: 'go is 1.18.4, but must be 1.21 or newer' }],
  })
})

/** A go command that fails with these words. */
async function failingGo(folder: string, words: string) {
  await scriptIn(folder, 'go', `if [ "$1" = env ]; then echo go1.99.0; else echo '${words}' >&2; exit 1; fi`)
}

test.each([
  ['write /tmp/x: no space left on device', 'tool/disk-full'],
  ['verifying x@v1: checksum mismatch', 'tool/modules-tampered'],
  ['reading x@v1: dial tcp: lookup y: no such host', 'tool/modules-unreachable'],
  ['reading https://y/x: 502 Bad Gateway', 'tool/modules-unreachable'],
  ['compile: signal: killed', 'tool/out-of-memory'],
  ['x.go:1:1: syntax error', 'tool/build-failed'],
])('fails after "%s" with %s', async (words, code) => {
  await using cache = await temporaryFolder()
  await using bin = await temporaryFolder()
  await failingGo(bin.path, words)
  await expect(tinyBuild(cache.path, { path: `${bin.path}:/usr/bin:/bin` })).rejects.toMatchObject({
    exitCode: 3,
    findings: [{ code, remedy: expect.stringMatching(/the log is .*tiny-first\.log$/) }],
  })
})

test.skipIf(process.getuid?.() === 0)(
  'fails with what to do when the cache cannot be written (skipped for root, who may write anywhere)',
  async () => {
    await using cache = await temporaryFolder()
    await using bin = await temporaryFolder()
    await failingGo(bin.path, 'never asked')
    await mkdir(join(cache.path, 'tools'))
    await chmod(join(cache.path, 'tools'), 0o500)
    await expect(tinyBuild(cache.path, { path: `${bin.path}:/usr/bin:/bin` })).rejects.toThrow(
      'tool/cache-not-writable',
    )
  },
)
