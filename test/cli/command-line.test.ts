import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { repository } from '../kit/gefion.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

test('check tells how large the pod is, and ends well', async () => {
  const { stdout, stderr, exitCode } = await superpod(['check', 'gefion', '--at', '2026-11-24'])
  // what sources leave open is told before
  const lines = stdout.split('\n')
  expect(lines.at(-1)).toBe('✓ gefion on twin holds: 191 systems, 1,528 GPUs, 8 tenants')
  expect(lines.slice(0, -1).filter((line) => line.startsWith('config/') && !line.endsWith('(info)'))).toEqual([])
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
})

test('a warning is printed, and does not fail a check', async () => {
  const { stdout, exitCode } = await superpod(['check', 'gefion', '--at', '2027-08-01'])
  expect(stdout).toMatch(
    /^config\/gefion\/tenants\/quantum-simulation\.yaml:\d+:\d+ {2}tenant\/expired {2}\(warning\)\n {2}quantum/,
  )
  expect(exitCode).toBe(0)
})

test('fails with place, code, both values and a remedy, and with no stack trace', async () => {
  const { stdout, stderr, exitCode } = await superpod(['check', 'test/fixtures/bad/tenant-burst-below-guaranteed'])
  expect(stdout).toMatch(
    /^test\/fixtures\/bad\/tenant-burst-below-guaranteed\/\S+\.yaml:\d+:\d+ {2}tenant\/burst-below-guaranteed\n {2}burst is .*\n {2}→ /,
  )
  expect(stdout + stderr).not.toMatch(/^\s+at /m)
  expect(exitCode).toBe(1)
})

test('findings as JSON have their place beside the rest', async () => {
  const { data, exitCode } = await superpodJson(['check', 'test/fixtures/bad/tenant-burst-below-guaranteed'])
  expect(data.ok).toBe(false)
  expect(data.findings[0]).toMatchObject({
    code: 'tenant/burst-below-guaranteed',
    severity: 'error',
    path: expect.stringContaining('tenants.'),
    file: expect.stringMatching(/\.yaml$/),
    line: expect.any(Number),
    column: expect.any(Number),
    message: expect.any(String),
    remedy: expect.any(String),
  })
  expect(exitCode).toBe(1)
})

test('show prints one value, for a script', async () => {
  const { stdout, exitCode } = await superpod(['show', 'gefion', 'fabric.compute.spineSwitches'])
  expect({ stdout, exitCode }).toEqual({ stdout: '32', exitCode: 0 })
})

test('show with one argument takes it for the pod when config has such a folder, else for the path', async () => {
  expect((await superpod(['show', 'gefion'])).stdout).toContain('191 × dgx-h100')
  expect((await superpod(['show', 'systems.count'])).stdout).toBe('191')
})

test('show as JSON keeps its promises', async () => {
  const { data } = await superpodJson(['show', 'gefion'])
  expect(data).toMatchObject({
    systems: { count: 191 },
    gpus: { count: 1528 },
    racks: { count: 48 },
    fabric: {
      compute: {
        leafSwitches: 48,
        spineSwitches: 32,
        coreSwitches: 0,
        systemCables: 1528,
        managerCables: 4,
        leafSpineCables: expect.any(Number),
        spineCoreCables: 0,
      },
    },
    power: { systemsW: 191 * 10_200 },
    tenants: { genomics: { gpus: { guaranteed: 240, burst: 240 } } },
    capacity: { genomics: { gpus: 256, guaranteed: 240 } },
    findings: expect.any(Array),
  })
  // only what sources leave open is told
  expect(data.findings.filter(({ severity }: { severity: string }) => severity !== 'info')).toEqual([])
})

test('fails at a value that is not there, and says which are', async () => {
  const { stderr, exitCode } = await superpod(['show', 'gefion', 'fabric.compute.spineSwitch'])
  expect(stderr).toContain('fabric.compute has no spineSwitch: did you mean spineSwitches?')
  expect(exitCode).toBe(2)
})

test.each([
  [['chek'], 'superpod has no command chek: did you mean check?'],
  [['--jsn'], 'superpod has no command --jsn'],
  [['check', '--targt', 'kind'], 'check has no flag --targt: did you mean --target?'],
  [['check', '--target'], '--target must be followed by a name'],
  [['check', '--json=yes'], '--json takes no value, but was given yes'],
  [['check', 'gefion', 'lumi'], 'check takes at most 1, and lumi is one too many'],
  [['check', 'gefjon'], 'found no pod "gefjon"'],
  [['check', '--at', '2027-02-30'], '--at is 2027-02-30, but must be a day of the calendar'],
  [['plan', '--delivery', 'magic'], '--delivery is magic, but must be terraform or manifests'],
  [['synth', '--tenant', 'genomic'], 'there is no tenant genomic: did you mean genomics?'],
])('fails as wrong usage: %j', async (words, message) => {
  const { stdout, stderr, exitCode } = await superpod(words)
  expect(stderr).toContain(message)
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 2 })
})

test('wrong usage as JSON is one document too', async () => {
  const { data, exitCode } = await superpodJson(['chek'])
  expect(data.findings).toMatchObject([{ code: 'usage/unknown-command', severity: 'error', path: 'chek' }])
  expect(exitCode).toBe(2)
})

test('fails with a stack trace that names our sources when the fault is our own', async () => {
  const { stderr, exitCode } = await superpod(['twin-agent', '/nowhere'])
  expect(stderr).toMatch(
    /^superpod\/own-fault\n {2}superpod itself failed: there is no twin in \/nowhere\n {2}→ report it/,
  )
  expect(stderr).toMatch(/ at .*twin\/agent\/run-agent\.ts:\d+:\d+/)
  expect(exitCode).toBe(70)
})

test('it runs from any folder, through a link, in a path with blanks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'super pod '))
  try {
    symlinkSync(join(repository, 'superpod'), join(folder, 'a link'))
    const { stdout } = await superpod(['check', 'gefion'], { cwd: folder, program: join(folder, 'a link') })
    expect(stdout).toContain('✓ gefion on twin holds')
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('folders that the environment names may be relative', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'superpod-relative-'))
  const env = { SUPERPOD_CACHE: 'cache', SUPERPOD_WORKSPACE: 'workspace' }
  const { exitCode } = await superpod(['synth', 'gefion', '--stack', 'gefion-twin-platform'], { cwd, env })
  expect(exitCode).toBe(0)
  expect(readdirSync(join(cwd, 'workspace', 'cdktf.out', 'stacks'))).toEqual(['gefion-twin-platform'])
  rmSync(cwd, { recursive: true, force: true })
})

test('a reader that has seen enough does no harm', async () => {
  const { stdout, stderr, exitCode } = await superpod(
    ['-c', './superpod show gefion --json | head -n 1; echo $PIPESTATUS'],
    {
      program: '/bin/bash',
    },
  )
  expect({ stdout, stderr, exitCode }).toEqual({ stdout: '{\n0', stderr: '', exitCode: 0 })
})

test.each([
  [{ FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  [{ FORCE_COLOR: '0' }, false],
  [{ NO_COLOR: '1' }, false],
  [{}, false],
])('colours follow %j where there is no terminal', async (env, coloured) => {
  const { stdout } = await superpod(['check', 'gefion'], { env: env as Record<string, string> })
  expect(stdout.includes('\u001b[')).toBe(coloured)
})
