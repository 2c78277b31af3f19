import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { proofWords, type TargetKindName, targetCapabilities, targetKinds } from '#catalog'
import { withTables } from '../kit/control-page.ts'
import { repository } from '../kit/gefion.ts'
import { superpod } from '../kit/superpod.ts'

const docs = join(repository, 'docs')
const proofOf = (kind: string): string | undefined => targetKinds[kind as TargetKindName]?.proof.state
const isThere = (kind: string) => proofOf(kind) !== 'not there yet'
const pages = readdirSync(join(docs, 'targets'))
  .map((file) => file.replace(/\.md$/, ''))
  .filter(isThere)

test('docs/targets.md has the table of all kinds, as the catalogue has it', async () => {
  const file = join(docs, 'targets.md')
  const page = readFileSync(file, 'utf8')
  const { stdout } = await superpod(['targets', '--markdown'])
  await expect(withTables(page, { targets: stdout.split('\n\n')[0] ?? '' })).toMatchFileSnapshot(file)
  for (const kind of pages) expect(page, kind).toContain(`(targets/${kind}.md)`)
})

test.each(pages)('the first line of docs/targets/%s.md says the proof that the catalogue has', (kind) => {
  expect(Object.keys(targetKinds)).toContain(kind)
  const page = readFileSync(join(docs, 'targets', `${kind}.md`), 'utf8')
  expect(page.split('\n')[0]).toContain(proofWords(targetKinds[kind as TargetKindName].proof))
  for (const word of ['Prerequisites', 'Credentials', 'Quotas', 'Take it down']) expect(page).toContain(word)
})

test('a kind has a page and a proof where config takes it, and no other says that it was tried', () => {
  const schema = JSON.parse(readFileSync(join(repository, 'config', 'target.schema.json'), 'utf8'))
  const taken: string[] = schema.properties.kind.enum
  for (const [kind, { proof }] of Object.entries(targetKinds)) {
    if (!taken.includes(kind)) expect(proof.state, kind).toBe('not there yet')
  }
  expect(Object.keys(targetKinds).filter((kind) => isThere(kind) && !pages.includes(kind))).toEqual([])
})

test('every word fits its column, and has a sentence with its source or its reason', () => {
  for (const { proof, capabilities } of Object.values(targetKinds)) {
    if (proof.state === 'applied') expect(proof.on).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(Object.keys(capabilities)).toEqual(Object.keys(targetCapabilities))
    for (const { word, text, basis } of Object.values(capabilities)) {
      expect(word.length, word).toBeLessThanOrEqual(18)
      expect(text).not.toMatch(/[.]$/)
      expect('reason' in basis ? basis.reason : basis.key).not.toBe('')
    }
  }
})

test('targets shows every kind beside each other, and the kinds of a pod’s own targets', async () => {
  const { stdout, exitCode } = await superpod(['targets', 'gefion'])
  expect(exitCode).toBe(0)
  for (const title of Object.values(targetCapabilities)) expect(stdout).toContain(title)
  expect(stdout).toMatch(/^ +twin +kind +kubeconfig +eks +gke +aks$/m)
  expect(stdout).toMatch(/^metal +kubeconfig +a cluster that exists/m)
})

test('fails: a kind of target that is misspelt is named', async () => {
  const { stdout, stderr, exitCode } = await superpod(['targets', 'kubeconfg'])
  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain('did you mean kubeconfig?')
})
