import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadPod, podNames, resolvePod } from '#config'
import { wordFaults } from '../kit/bad-config.ts'
import { podFolder } from '../kit/pod-folder.ts'

test.each(['least', 'small', 'whole'])('the pod %s under test/fixtures/pods has no fault', async (name) => {
  const { findings, pod } = await loadPod(`test/fixtures/pods/${name}`)
  expect(findings).toEqual([])
  expect(pod?.name).toBe(name)
})

test('a pod with superpod.yaml alone has a twin to run on', async () => {
  const loaded = await loadPod('test/fixtures/pods/least', 'twin')
  expect(loaded.findings).toEqual([])
  expect(loaded.targets).toEqual(['twin'])
  expect(loaded.target).toMatchObject({ name: 'twin', kind: 'twin', engine: 'terraform' })
})

test('every key that a pod, a tenant and a target may have is read', async () => {
  const { pod, tenants, target } = await loadPod('test/fixtures/pods/whole', 'metal')
  expect(pod).toMatchObject({
    title: 'The whole of it, on metal',
    site: { operator: 'Somebody', country: 'SE', renewablePercent: 62 },
    racks: { systemsPerRack: 2, powerW: 25_000 },
    management: { nodes: 6 },
    identity: { groupPrefix: 'sso:' },
  })
  expect(pod?.site.powerW).toBeUndefined()
  expect(tenants[0]).toMatchObject({ gpus: { guaranteed: 120, burst: 120 }, cpu: 4000, memoryGiB: 32_768 })
  expect(tenants[0]?.egress).toEqual({
    data: { cidr: '192.0.2.0/24', ports: [443, 8443] },
    mirror: { cidr: '2001:db8::/32', ports: [443] },
  })
  expect(target).toMatchObject({ kind: 'kubeconfig', engine: 'tofu', context: 'whole-admin' })
})

test('a place is where a value stands; where none is written, the nearest thing around it', async () => {
  const { places } = await loadPod('test/fixtures/pods/small')
  const file = 'test/fixtures/pods/small/superpod.yaml'
  const ada = 'test/fixtures/pods/small/tenants/ada.yaml'
  const health = 'test/fixtures/pods/small/tenants/health.yaml'
  expect(places.at('systems.scalableUnits')).toEqual({ file, line: 5, column: 18 })
  expect(places.at('systems.count')).toEqual({ file, line: 3, column: 1 })
  expect(places.at('networks.pods')).toEqual({ file, line: 2, column: 1 })
  expect(places.at('tenants.ada.gpus.burst')).toEqual({ file: ada, line: 3, column: 32 })
  expect(places.at('tenants.ada.expires')).toEqual({ file: ada, line: 1, column: 1 })
  expect(places.at('tenants.health.placement.dedicated.su1-r01')).toEqual({ file: health, line: 7, column: 26 })
  expect(places.at('tenants.health.placement.dedicated.0')).toEqual({ file: health, line: 7, column: 26 })
  expect(places.at('tenants.nobody.name')).toBeUndefined()
})

test('tenants come in the order of their names, whatever the order of the folder', async () => {
  const tenant = (name: string) =>
    `name: ${name}\ntitle: T\ngpus: { guaranteed: 0, burst: 8 }\nnamespaces: { n: {} }\nsensitivity: open\n`
  const dir = podFolder({
    'tenants/b.yaml': tenant('b'),
    'tenants/a-b.yaml': tenant('a-b'),
    'tenants/a.yaml': tenant('a'),
  })
  expect((await loadPod(dir)).tenants.map(({ name }) => name)).toEqual(['a', 'a-b', 'b'])
})

test('a tenant with a fault is left out, and the others are there', async () => {
  const good = readFileSync('test/fixtures/pods/small/tenants/ada.yaml')
  const { tenants, findings } = await loadPod(
    podFolder({ 'tenants/ada.yaml': good, 'tenants/bob.yaml': 'name: bob\n' }),
  )
  expect(tenants.map(({ name }) => name)).toEqual(['ada'])
  expect(findings.length).toBeGreaterThan(0)
})

test('a pod is a name under config/, or the path of a folder that holds a superpod.yaml, or of that file', async () => {
  const dir = podFolder()
  expect(await resolvePod('gefion', '.')).toBe(join('config', 'gefion'))
  expect(await resolvePod('./config/gefion', '.')).toBe('./config/gefion')
  expect(await resolvePod(dir, '/nowhere')).toBe(dir)
  expect(await resolvePod(join(dir, 'superpod.yaml'), '.')).toBe(dir)
  expect(await podNames('.')).toContain('gefion')
})

test.each(['gefiom', '', '..', 'config', '../nothing', 'superpod.yaml'])(
  'fails on the pod %o, which is none',
  async (name) => {
    await expect(resolvePod(name, '.')).rejects.toMatchObject({ exitCode: 2, findings: [{ code: 'pod/unknown' }] })
  },
)

test('a misspelt pod brings the name that was meant', async () => {
  await expect(resolvePod('gefiom', '.')).rejects.toMatchObject({
    findings: [{ remedy: 'name gefion (did you mean that?)' }],
  })
})

test('whatever is done to a file, loading ends with findings in words, never with an exception', async () => {
  const text = readFileSync('test/fixtures/pods/whole/tenants/vault.yaml', 'utf8')
  const piece = fc.constantFrom(
    '{',
    ']',
    ': ',
    '- ',
    '&a ',
    '*a',
    '"',
    "'",
    '\t',
    '\n',
    '#',
    '|',
    '!!',
    '0',
    '~',
    '? ',
    'ø',
    '---\n',
    '<<: ',
  )
  const dir = podFolder({ 'tenants/README.md': '' })
  await fc.assert(
    fc.asyncProperty(fc.nat(text.length), fc.nat(30), fc.array(piece, { maxLength: 4 }), async (at, cut, pieces) => {
      const broken = text.slice(0, at) + pieces.join('') + text.slice(at + cut)
      writeFileSync(join(dir, 'tenants/vault.yaml'), broken)
      const { findings } = await loadPod(dir)
      expect(findings.flatMap(wordFaults)).toEqual([])
      expect(findings.every(({ place }) => place && place.line >= 1 && place.column >= 1)).toBe(true)
    }),
    { numRuns: 300 },
  )
}, 30_000)
