import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gitPod } from '../kit/git-pod.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

// each runs the command line, on repositories of git
vi.setConfig({ testTimeout: 120_000 })

test('what a pipeline attaches: the comment, the data, and drawings of what moves', async () => {
  const { top, pod, edit } = gitPod()
  edit('tenants/genomics.yaml', 'dedicated: [su3]', 'dedicated: [su3, su2-r01]')
  edit('tenants/genomics.yaml', 'guaranteed: 240, burst: 240', 'guaranteed: 272, burst: 272')
  const folder = join(top, 'artifacts')
  const { stdout } = await superpod(['review', pod, '--format', 'markdown', '--artifacts', folder], { cwd: top })
  expect(readdirSync(folder).sort()).toEqual([
    'fabric-after.svg',
    'fabric-before.svg',
    'floor-plan-after.svg',
    'floor-plan-before.svg',
    'racks-b-after.svg',
    'racks-b-before.svg',
    'review.json',
    'review.md',
  ])
  const read = (name: string) => readFileSync(join(folder, name), 'utf8')
  expect(stdout.trimEnd()).toBe(read('review.md').trimEnd())
  expect(read('racks-b-before.svg')).not.toContain('>genomics<')
  expect(read('racks-b-after.svg').match(/>genomics</g)).toHaveLength(4)
  expect(stdout).toMatch(/genomics {2}before {2}█+ +240 of 256 GPUs guaranteed\n +after +█+ +272 of 288/)
  expect(JSON.parse(read('review.json'))).toMatchObject({ verdict: 'disruptive', pod: 'gefion' })
})

test('nothing is drawn where no system moves, and a file says whom to ask about it', async () => {
  const { top, pod, edit } = gitPod()
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 64')
  edit('tenants/drug-discovery.yaml', 'sensitivity:', 'contact: molecules@example.org\nsensitivity:')
  const folder = join(top, 'artifacts')
  const { data } = await superpodJson(['review', pod, '--artifacts', folder], { cwd: top })
  expect(readdirSync(folder).sort()).toEqual(['review.json', 'review.md'])
  expect(data.routes).toEqual([
    {
      file: expect.stringMatching(/pod\/tenants\/drug-discovery\.yaml$/),
      verdict: 'disruptive',
      tenants: ['drug-discovery'],
      groups: ['oidc:molecules', 'oidc:molecules-finance', 'oidc:molecules-leads'],
      contacts: ['molecules@example.org'],
    },
  ])
})
