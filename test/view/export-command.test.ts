import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { repository } from '../kit/gefion.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

const workspace = mkdtempSync(join(tmpdir(), 'superpod-export-'))
const env = { SUPERPOD_WORKSPACE: workspace }

afterAll(() => rmSync(workspace, { recursive: true }))

const all = [
  'addresses.csv',
  'audit-policy.yaml',
  'authentication.yaml',
  'bill-of-materials.csv',
  'cabling.csv',
  'racks.csv',
  'topograph-model.yaml',
]

test('export writes every file, says what each holds, and leaves nothing half done beside them', async () => {
  const { stdout, exitCode } = await superpod(['export', 'gefion'], { cwd: workspace, env })
  const folder = 'cdktf.out/export/gefion-twin'
  expect(stdout).toMatch(
    new RegExp(
      [
        `^${folder}/cabling.csv {2}3,068 links, new`,
        `${folder}/racks.csv {2}[\\d,]+ items, new`,
        `${folder}/addresses.csv {2}[\\d,]+ addresses, new`,
        `${folder}/bill-of-materials.csv {2}\\d+ lines, new`,
        `${folder}/topograph-model.yaml {2}191 nodes, new`,
        `${folder}/authentication.yaml {2}0 issuers, new`,
        `${folder}/audit-policy.yaml {2}\\d+ rules, new`,
        '✓ 7 files written$',
      ].join('\n'),
    ),
  )
  expect(exitCode).toBe(0)
  expect(readdirSync(join(workspace, folder)).sort()).toEqual(all)
})

test('a file that would not change is left alone, and one that does is said to', async () => {
  const out = join(workspace, 'twice')
  const pod = join(workspace, 'pod')
  cpSync(join(repository, 'test', 'fixtures', 'pods', 'small'), pod, { recursive: true })
  await superpod(['export', pod, '--out', out], { env })
  const before = all.map((name) => statSync(join(out, name)).mtimeMs)
  const second = await superpodJson(['export', pod, '--out', out], { env })
  expect(second.data.files.map(({ change }: { change: string }) => change)).toEqual(Array(all.length).fill('unchanged'))
  expect(all.map((name) => statSync(join(out, name)).mtimeMs)).toEqual(before)

  const cables = readFileSync(join(out, 'cabling.csv'), 'utf8')
  writeFileSync(join(out, 'cabling.csv'), cables.slice(0, 100))
  const third = await superpod(['export', pod, '--out', out], { env })
  expect(third.stdout).toMatch(/cabling\.csv {2}\d+ links, changed\n/)
  expect(third.stdout).toMatch(/✓ 1 file written, 6 unchanged$/)
  expect(readFileSync(join(out, 'cabling.csv'), 'utf8')).toBe(cables)
})

test('only what is asked for is written, into a folder of any name', async () => {
  const out = join(workspace, 'a folder', 'of größe')
  const words = ['export', 'gefion', '--only', 'racks,cabling', '--out', out]
  const { data, exitCode } = await superpodJson(words, { env })
  expect(data).toMatchObject({
    folder: out,
    files: [
      { name: 'cabling', file: join(out, 'cabling.csv'), change: 'new', rows: 3068 },
      { name: 'racks', file: join(out, 'racks.csv'), change: 'new' },
    ],
    findings: expect.any(Array),
  })
  expect(exitCode).toBe(0)
  expect(readdirSync(out).sort()).toEqual(['cabling.csv', 'racks.csv'])
})

test('fails at a file that there is none of, and says which there are', async () => {
  const { stderr, exitCode } = await superpod(['export', '--only', 'cabling,rack'], { env })
  expect(stderr).toMatch(
    /usage\/value-unknown\n {2}--only is rack, but must be some of cabling, .*did you mean racks\?/,
  )
  expect(exitCode).toBe(2)
})

test('fails where the folder is a file, with what to do', async () => {
  const file = join(workspace, 'file')
  writeFileSync(file, '')
  const { stderr, exitCode } = await superpod(['export', 'gefion', '--only', 'racks', '--out', file], { env })
  expect(stderr).toMatch(/disk\/unwritable\n {2}.*cannot be written: .*\n {2}→ name another folder with --out/)
  expect(stderr).not.toMatch(/^\s+at /m)
  expect(exitCode).toBe(3)
})

test('fails on a pod with errors, and writes nothing', async () => {
  const out = join(workspace, 'nothing')
  const words = ['export', 'test/fixtures/bad/tenant-burst-below-guaranteed', '--out', out]
  const { exitCode } = await superpod(words, { env })
  expect(exitCode).toBe(1)
  expect(() => statSync(out)).toThrow('ENOENT')
})
