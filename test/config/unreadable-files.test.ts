import { execFileSync } from 'node:child_process'
import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { wordFaults } from '../kit/bad-config.ts'
import { podFolder } from '../kit/pod-folder.ts'

const head = 'name: ada\ntitle: '

async function faultsOf(dir: string): Promise<string[]> {
  const { findings } = await loadPod(dir)
  expect(findings.flatMap(wordFaults)).toEqual([])
  return findings.map(
    ({ code, place }) => `${place?.file.slice(dir.length + 1)}:${place?.line}:${place?.column} ${code}`,
  )
}

test('fails on a file above 1 MiB, with both sizes', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': `${head}${'a'.repeat(2 * 1024 * 1024)}\n` })
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:1:1 file/too-large'])
  expect((await loadPod(dir)).findings[0]?.message).toBe(
    'the file has 2.0 MiB (2097170 bytes), but may have 1 MiB (1048576 bytes)',
  )
})

test('fails on a binary file at its first control character', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': Buffer.from('name: ada\ntitle: \0\x01\x02\n') })
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:2:8 file/binary'])
})

test('fails on a program where a file of text must be', async () => {
  const dir = podFolder({ 'superpod.yaml': Buffer.from('7f454c4602010100', 'hex') })
  expect(await faultsOf(dir)).toEqual(['superpod.yaml:1:1 file/binary'])
})

test('fails on a Latin-1 file at its first byte that is no UTF-8', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': Buffer.from('name: ada\ntitle: Gr\xf8n omstilling\n', 'latin1') })
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:2:10 file/encoding'])
})

test('fails on a file that ends in the middle of a character', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': Buffer.from(`${head}ø`).subarray(0, -1) })
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:2:8 file/encoding'])
})

test('fails on a UTF-16 file', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': Buffer.from(`\uFEFF${head}Ada\n`, 'utf16le') })
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:1:1 file/encoding'])
})

test('fails on a link that leads to itself, and on one that leads nowhere', async () => {
  const dir = podFolder({ 'tenants/README.md': '' })
  symlinkSync('loop.yaml', join(dir, 'tenants/loop.yaml'))
  symlinkSync('/nowhere/at/all', join(dir, 'tenants/nowhere.yaml'))
  expect(await faultsOf(dir)).toEqual(['tenants/loop.yaml:1:1 file/loop', 'tenants/nowhere.yaml:1:1 file/missing'])
})

test('fails on a pipe instead of waiting for somebody to write into it', async () => {
  const dir = podFolder({ 'tenants/README.md': '' })
  execFileSync('mkfifo', [join(dir, 'tenants/pipe.yaml')])
  expect(await faultsOf(dir)).toEqual(['tenants/pipe.yaml:1:1 file/not-a-file'])
})

test.skipIf(process.getuid?.() === 0)('fails on a file that may not be read (skipped for root, who may)', async () => {
  const dir = podFolder({ 'tenants/ada.yaml': head })
  chmodSync(join(dir, 'tenants/ada.yaml'), 0)
  expect(await faultsOf(dir)).toEqual(['tenants/ada.yaml:1:1 file/unreadable'])
})

test.each(['[', '{a: ', '- ', '? ', '&a ', '!!a ', '"\\', "'", ': '])(
  'fails on a mebibyte of %o',
  async (text) => {
    const dir = podFolder({ 'tenants/ada.yaml': text.repeat((1024 * 1024) / text.length) })
    const faults = await faultsOf(dir)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.length).toBeLessThan(60)
  },
  30_000,
)

test('shows the first fifty faults of a file that has sixty thousand, and says so', async () => {
  const keys = Array.from({ length: 60_000 }, (_, index) => `key${index}: 1\n`).join('')
  const { findings } = await loadPod(podFolder({ 'superpod.yaml': keys }))
  expect(findings).toHaveLength(51)
  expect(findings.at(-1)?.code).toBe('file/many-faults')
}, 30_000)

test("leaves hidden files, editors' copies and other texts alone", async () => {
  const dir = podFolder({ 'tenants/.ada.yaml.swp': '\0', 'tenants/ada.yaml~': '\0', 'tenants/README.md': '# tenants' })
  expect(await faultsOf(dir)).toEqual([])
})
