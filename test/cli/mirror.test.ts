import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { superpod, superpodJson } from '../kit/superpod.ts'

test('mirror --check says what an empty folder lacks, without a network', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'mirror-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const { data, exitCode } = await superpodJson(['mirror', dir, 'gefion', '--target', 'metal', '--check'])
  expect(exitCode).toBe(1)
  expect(data.wanted.charts.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['gpu-operator', 'kueue', 'network-operator']),
  )
  expect(data.wanted.images['nvcr.io/nvidia/gpu-operator:v26.3.2']).toEqual(['gpu-operator 26.3.2'])
  const all: string[] = data.findings.map(({ code }: { code: string }) => code)
  const codes = new Set(all.filter((code) => code.startsWith('mirror/')))
  expect(codes).toEqual(new Set(['mirror/provider-missing', 'mirror/chart-missing', 'mirror/images-not-listed']))
})

test('fails: mirror without a folder', async () => {
  const { stdout, stderr, exitCode } = await superpod(['mirror'])
  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain('mirror was given no folder')
})
