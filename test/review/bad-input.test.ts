import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gitPod } from '../kit/git-pod.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

// each runs the command line, on repositories of git
vi.setConfig({ testTimeout: 120_000 })

const topicsOf = ({ lines }: { lines: { topic: string }[] }) => lines.map(({ topic }) => topic)

test('fails for a base whose folder cannot be listed, and does not take the pod for new', async () => {
  const { top, pod, git } = gitPod()
  for (const folder of ['pod', 'pod/tenants', '']) {
    const id = git('rev-parse', `HEAD:${folder}`).trim()
    const object = join(top, '.git', 'objects', id.slice(0, 2), id.slice(2))
    renameSync(object, join(top, 'away'))
    const { stdout, stderr, exitCode } = await superpod(['review', pod], { cwd: top })
    expect([exitCode, stdout]).toEqual([3, ''])
    expect(stderr).toContain('review/git-failed')
    expect(stderr).toContain('git fsck')
    renameSync(join(top, 'away'), object)
  }
})

test('fails for a base older than the schema: it is shown, with the place, and head is judged alone', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('superpod.yaml', 'title: Gefion', 'label: Gefion')
  git('commit', '--quiet', '--all', '--message=as it was written once')
  edit('superpod.yaml', 'label: Gefion', 'title: Gefion')
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 1280')
  const { data, exitCode } = await superpodJson(['review', pod], { cwd: top })
  const found = data.findings.find(({ code }: { code: string }) => code === 'review/base-unreadable')
  expect(found.message).toContain('schema/unknown-key')
  expect(found.message).toMatch(/pod\/superpod\.yaml:\d+ found the key "label"/)
  expect(data).toMatchObject({ verdict: 'decision', comparable: false })
  // what is wrong with head is said all the same
  expect(data.findings.map(({ code }: { code: string }) => code)).toContain('capacity/guaranteed-above-pool')
  expect(exitCode).toBe(1)
})

test('of a merge commit that is head, what it brings to base is reviewed; as base it is one commit like others', async () => {
  const { top, pod, edit, git } = gitPod()
  git('switch', '--quiet', '--create', 'topic')
  edit('tenants/weather-climate.yaml', 'burst: 384', 'burst: 512')
  git('commit', '--quiet', '--all', '--message=topic')
  git('switch', '--quiet', 'main')
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 64')
  git('commit', '--quiet', '--all', '--message=main')
  git('merge', '--quiet', '--no-edit', 'topic')
  const brought = await superpodJson(['review', pod, '--base', 'HEAD^1', '--head', 'HEAD'], { cwd: top })
  expect(topicsOf(brought.data)).toEqual(['tenant/burst'])
  const other = await superpodJson(['review', pod, '--base', 'HEAD^2', '--head', 'HEAD'], { cwd: top })
  expect(topicsOf(other.data)).toEqual(['tenant/guarantee'])
  edit('tenants/energy-materials.yaml', 'title: ', 'title: The ')
  const next = await superpodJson(['review', pod, '--base', 'HEAD'], { cwd: top })
  expect(topicsOf(next.data)).toEqual(['tenant/words'])
})

test('a conflict that is left in a file is a fault at its line', async () => {
  const { top, pod } = gitPod()
  writeFileSync(
    join(pod, 'tenants', 'genomics.yaml'),
    '<<<<<<< HEAD\nname: genomics\n=======\nname: other\n>>>>>>> x\n',
  )
  const { stderr, exitCode } = await superpod(['review', pod], { cwd: top })
  expect(stderr).toMatch(/tenants\/genomics\.yaml:\d+/)
  expect(exitCode).toBe(1)
})
