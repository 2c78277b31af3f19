import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { superpod, superpodJson } from '../kit/superpod.ts'

const workspace = mkdtempSync(join(tmpdir(), 'superpod-view-'))
const env = { SUPERPOD_WORKSPACE: workspace }

afterAll(() => rmSync(workspace, { recursive: true }))

test('view writes one page, says where it is, and leaves it alone when it would not change', async () => {
  const first = await superpod(['view', 'gefion'], { cwd: workspace, env })
  const file = join(workspace, 'cdktf.out', 'view', 'gefion-twin.html')
  expect(first.stdout).toMatch(/^cdktf.out\/view\/gefion-twin.html {2}\d+ kB, new\n✓ file:\/\/\/.*gefion-twin.html$/)
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>\n<html lang="en">/)
  const { data, exitCode } = await superpodJson(['view', 'gefion'], { cwd: workspace, env })
  expect(exitCode).toBe(0)
  expect(data).toMatchObject({ file, url: `file://${file}`, change: 'unchanged', drawings: [] })
})

test('the page goes into the file or the folder that --out names, the drawings into that of --svg', async () => {
  const words = ['view', 'gefion', '--out', 'pages/', '--svg', 'drawings']
  const { data } = await superpodJson(words, { cwd: workspace, env })
  expect(data.file).toBe(join(workspace, 'pages', 'gefion-twin.html'))
  const rows = ['a', 'b', 'c', 'd', 'e', 'f'].map((row) => `racks-${row}.svg`)
  const names = ['capacity.svg', 'fabric.svg', 'floor-plan.svg', 'power.svg', ...rows].sort()
  expect(readdirSync(join(workspace, 'drawings')).sort()).toEqual(names)
  expect(data.drawings).toHaveLength(names.length)
  const named = await superpodJson(['view', 'gefion', '--out', 'mine.html'], { cwd: workspace, env })
  expect(named.data.file).toBe(join(workspace, 'mine.html'))
})

test('fails where the page cannot be written, and says what to do', async () => {
  writeFileSync(join(workspace, 'file'), '')
  const { stderr, exitCode } = await superpod(['view', 'gefion', '--out', 'file/page.html'], { cwd: workspace, env })
  expect(exitCode).toBe(3)
  expect(stderr).toContain('disk/unwritable')
  expect(stderr).toContain('→ name another folder with --out, or make this one writable')
})

test('fails on a pod that does not hold, and writes nothing', async () => {
  const { stderr, exitCode } = await superpod(['view', 'nowhere'], { cwd: workspace, env })
  expect(exitCode).not.toBe(0)
  expect(stderr).toContain('nowhere')
})

test("a tenant's page goes into a file of its own, which names no other tenant", async () => {
  const { data, exitCode } = await superpodJson(['view', 'gefion', '--tenant', 'genomics'], { cwd: workspace, env })
  expect({ exitCode, file: data.file }).toEqual({
    exitCode: 0,
    file: join(workspace, 'cdktf.out', 'view', 'gefion-twin-tenant-genomics.html'),
  })
  expect(readFileSync(data.file, 'utf8')).not.toContain('danish-language')
})

test('fails for a tenant that is not there, and for drawings, which show all of them', async () => {
  const asked = async (...words: string[]) =>
    (await superpodJson(['view', 'gefion', ...words], { cwd: workspace, env })).data.findings
  expect(await asked('--tenant', 'genomic')).toMatchObject([{ code: 'usage/unknown-tenant' }])
  expect(await asked('--tenant', 'genomics', '--svg', 'drawings')).toMatchObject([{ code: 'usage/not-together' }])
})
