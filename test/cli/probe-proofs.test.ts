import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { podModel } from '#model'
import { probeKey } from '../../cli/probe-key.ts'
import { printedEntries, provedEntries, someoneStandsFor, writtenProofs } from '../../cli/probe-proofs.ts'
import { podFolder } from '../kit/pod-folder.ts'

const uuid = '4c4c4544-0042-3510-8052-b4c04f4e4331'
const tiny = 'name: tiny\nsystems: { generation: dgx-h100, scalableUnits: 1 }\n'
const inventory = `# hardware
su1-r01-s1: { serial: "16601", uuid: ${uuid}, image: dgxos-7.2.1-site3 } # first
su1-r01-s2: { uuid: 00000000-0000-4000-8000-000000000000 }
`

const seen = (state: 'ok' | 'failed' | 'not verified', of = uuid) => ({
  'gpu-hole': {
    ...{ state, note: 'it asked for no GPU', image: 'r.example/cuda@sha256:0', on: '2027-01-15', by: 'Ada Lovelace' },
    ...{ uuid: of, osImage: 'Ubuntu 22.04.5 LTS' },
  },
})
const nothing = { left: new Map<string, string>(), findings: [] }

async function proofsOf(records: Readonly<Record<string, ReturnType<typeof seen>>>) {
  const dir = podFolder({ 'superpod.yaml': tiny, 'inventory.yaml': inventory })
  const loaded = await loadPod(dir, 'twin')
  return {
    dir,
    loaded,
    proofs: provedEntries(podModel(loaded), { ...nothing, seen: new Map(Object.entries(records)) }),
  }
}

test('a proof is of a system on which a container saw no GPU, and of nothing else', async () => {
  const { proofs } = await proofsOf({
    'su1-r01-s1': seen('ok'),
    'su1-r01-s3': seen('ok'),
    'su1-r01-s4': seen('not verified'),
    'su1-r02-s1': seen('failed'),
  })
  expect(proofs.findings).toEqual([])
  expect(printedEntries(proofs.entries).split('\n')).toEqual([
    `su1-r01-s1: { uuid: ${uuid}, image: dgxos-7.2.1-site3, proof: { on: 2027-01-15, by: "Ada Lovelace", uuid: ${uuid}, image: dgxos-7.2.1-site3 } }`,
    // where the inventory names no image, it is the operating system
    `su1-r01-s3: { uuid: ${uuid}, image: Ubuntu-22.04.5-LTS, proof: { on: 2027-01-15, by: "Ada Lovelace", uuid: ${uuid}, image: Ubuntu-22.04.5-LTS } }`,
  ])
})

test('fails to prove a system that is another than the inventory has, or that tells no UUID', async () => {
  const { proofs } = await proofsOf({ 'su1-r01-s2': seen('ok'), 'su1-r01-s3': seen('ok', '') })
  expect(proofs.entries.size).toBe(0)
  expect(proofs.findings.map(({ code, path }) => [code, path])).toEqual([
    ['probe/other-system', 'inventory.su1-r01-s2.uuid'],
    ['probe/other-system', 'inventory.su1-r01-s3.uuid'],
  ])
})

test('written proofs are what config takes, and the rest of the file stays', async () => {
  const { dir, loaded, proofs } = await proofsOf({ 'su1-r01-s1': seen('ok'), 'su1-r01-s3': seen('ok') })
  const environment = { cwd: '/' }
  await writtenProofs(proofs, loaded, { environment } as never)
  const text = readFileSync(join(dir, 'inventory.yaml'), 'utf8')
  for (const word of ['# hardware', '# first', 'serial: "16601"']) expect(text).toContain(word)
  const again = await loadPod(dir, 'twin')
  expect(again.findings).toEqual([])
  for (const name of ['su1-r01-s1', 'su1-r01-s3']) {
    const { uuid: own, image, proof } = again.inventory[name] ?? {}
    expect(proof).toMatchObject({ on: '2027-01-15', by: 'Ada Lovelace', uuid: own, image })
  }
  expect(again.inventory['su1-r01-s2']).toMatchObject({ uuid: '00000000-0000-4000-8000-000000000000' })
})

test('fails to write what nobody stands for', () => {
  expect(() => someoneStandsFor(undefined)).toThrow('--by is missing')
  expect(() => someoneStandsFor('Ada')).not.toThrow()
})

test('a key of ssh is the public half of its private one, length by length', () => {
  const { privateKey, publicKey } = probeKey()
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64')
  const parts: Buffer[] = []
  for (let at = 0; at < blob.length; ) {
    const end = at + 4 + blob.readUInt32BE(at)
    parts.push(blob.subarray(at + 4, end))
    at = end
  }
  const { n = '', e = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  expect(parts[0]?.toString()).toBe('ssh-rsa')
  expect(parts.slice(1).map((part) => BigInt(`0x${part.toString('hex')}`))).toEqual(
    [e, n].map((part) => BigInt(`0x${Buffer.from(part, 'base64url').toString('hex')}`)),
  )
  // a first bit that is set would be a sign
  expect((parts[2]?.[0] ?? 0x80) & 0x80).toBe(0)
})
