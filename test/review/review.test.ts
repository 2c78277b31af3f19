import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { gitPod } from '../kit/git-pod.ts'
import { podFolder } from '../kit/pod-folder.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

// each runs the command line, on repositories of git
vi.setConfig({ testTimeout: 120_000 })

test('a ref against itself says that nothing changes, and that no tenant is affected', async () => {
  const { top, pod } = gitPod()
  const { stdout, exitCode } = await superpod(['review', pod, '--head', 'HEAD'], { cwd: top })
  expect(stdout).toContain('safe: nothing changes')
  expect(stdout).toContain('no tenant is affected; 0 stacks of 9 change')
  expect(exitCode).toBe(0)
})

test('what is not committed yet is reviewed without touching the index', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 64')
  const before = git('status', '--porcelain')
  const { data, exitCode } = await superpodJson(['review', pod], { cwd: top })
  expect(data).toMatchObject({ verdict: 'disruptive', class: 'restarts jobs', restarts: ['drug-discovery'] })
  expect(data.lines[0]).toMatchObject({ topic: 'tenant/guarantee', line: 5, tenant: 'drug-discovery' })
  expect(data.stacks.changed).toEqual(['gefion-metal-platform', 'gefion-metal-tenant-drug-discovery'])
  expect(exitCode).toBe(0)
  expect(git('status', '--porcelain')).toBe(before)
})

test('fails on the verdict that it shall fail on, and names what it was', async () => {
  const { top, pod, edit } = gitPod()
  edit('tenants/drug-discovery.yaml', '  screen: {}\n', '')
  const gate = (limit: string) => superpod(['review', pod, '--fail-on', limit], { cwd: top })
  const destroys = await gate('destroys')
  expect(destroys.exitCode).toBe(1)
  expect(destroys.stderr).toContain('review/gate')
  expect(destroys.stderr).toContain('tenant/namespace-removed')
})

test('what base got meanwhile is no part of a review of head', async () => {
  const { top, pod, edit, git } = gitPod()
  git('switch', '--quiet', '--create', 'topic')
  edit('tenants/weather-climate.yaml', 'burst: 384', 'burst: 512')
  git('commit', '--quiet', '--all', '--message=topic')
  git('switch', '--quiet', 'main')
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 64')
  git('commit', '--quiet', '--all', '--message=main moves on')
  const { data } = await superpodJson(['review', pod, '--base', 'main', '--head', 'topic'], { cwd: top })
  expect(data.verdict).toBe('safe')
  expect(data.reached.map(({ name }: { name: string }) => name)).toEqual(['weather-climate'])
  expect(data.findings.map(({ code }: { code: string }) => code)).toContain('review/base-moved-on')
})

test('a new error stops, one that was there before does not', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('tenants/drug-discovery.yaml', 'guaranteed: 128', 'guaranteed: 1280')
  const brought = await superpodJson(['review', pod], { cwd: top })
  expect(brought.exitCode).toBe(1)
  expect(brought.data.findings.map(({ code }: { code: string }) => code)).toContain('capacity/guaranteed-above-pool')
  git('commit', '--quiet', '--all', '--message=broken')
  edit('tenants/weather-climate.yaml', 'title: ', 'title: The ')
  const earlier = await superpodJson(['review', pod], { cwd: top })
  expect(earlier.exitCode).toBe(0)
  expect(earlier.data.earlierFindings.map(({ code }: { code: string }) => code)).toContain(
    'capacity/guaranteed-above-pool',
  )
})

test('head alone is judged where base cannot be read, and a person decides', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('superpod.yaml', 'scalableUnits: 6', 'scalableUnits: six')
  git('commit', '--quiet', '--all', '--message=broken')
  edit('superpod.yaml', 'scalableUnits: six', 'scalableUnits: 6')
  const { data, exitCode } = await superpodJson(['review', pod], { cwd: top })
  expect(data).toMatchObject({ verdict: 'decision', lines: [] })
  expect(data.findings.map(({ code }: { code: string }) => code)).toContain('review/base-unreadable')
  expect(exitCode).toBe(0)
})

test('a pod that is new makes things, a pod that is gone destroys them', async () => {
  const { top, pod, git } = gitPod()
  git('rm', '-r', '--quiet', '--cached', 'pod')
  git('commit', '--quiet', '--message=gone')
  const made = await superpodJson(['review', pod], { cwd: top })
  expect(made.data.lines[0]).toMatchObject({ topic: 'pod/new' })
  expect(made.data.verdict).toBe('safe')
  const gone = await superpodJson(['review', pod, '--base', 'HEAD~1', '--head', 'HEAD'], { cwd: top })
  expect(gone.data.lines[0]).toMatchObject({ topic: 'pod/gone' })
  expect(gone.data.verdict).toBe('destroys')
})

test('fails for a ref that git does not know, for a folder without git, and for a clone that is shallow', async () => {
  const { top, pod, git } = gitPod()
  const unknown = await superpod(['review', pod, '--base', 'nowhere'], { cwd: top })
  expect(unknown.stderr).toContain('review/ref-unknown')
  expect(unknown.exitCode).toBe(2)
  const loose = podFolder()
  const without = await superpod(['review', loose], { cwd: loose })
  expect(without.stderr).toContain('review/no-repository')
  expect(without.exitCode).toBe(3)
  writeFileSync(join(top, 'pod', 'tenants', 'drug-discovery.yaml'), '\u0000binary')
  git('commit', '--quiet', '--all', '--message=second')
  const clone = join(loose, 'clone')
  git('clone', '--quiet', '--depth=1', `file://${top}`, clone)
  const shallow = await superpod(['review', join(clone, 'pod'), '--base', 'HEAD~1'], { cwd: clone })
  expect(shallow.stderr).toContain('this clone is shallow')
})

test('fails for a binary file at its place, and follows no link of a commit', async () => {
  const { top, pod, git } = gitPod()
  writeFileSync(join(pod, 'tenants', 'drug-discovery.yaml'), 'name: \u0000binary')
  const binary = await superpod(['review', pod], { cwd: top })
  expect(binary.stderr).toContain('file/binary')
  expect(binary.exitCode).toBe(1)
  git('checkout', '--quiet', '.')
  rmSync(join(pod, 'tenants', 'genomics.yaml'))
  mkdirSync(join(top, 'secret'))
  writeFileSync(join(top, 'secret', 'key'), 'name: hidden\n')
  symlinkSync('/etc/hostname', join(pod, 'tenants', 'genomics.yaml'))
  git('add', '--all')
  git('commit', '--quiet', '--message=link')
  const link = await superpod(['review', pod, '--base', 'HEAD~1', '--head', 'HEAD'], { cwd: top })
  expect(link.stderr).toContain('review/link')
  expect(link.exitCode).toBe(1)
})

test('what is written for a pull request names files from the top, says the summary first and lets nothing become markup', async () => {
  const { top, pod, edit } = gitPod()
  edit('tenants/drug-discovery.yaml', "title: A company's", 'title: "@all <b>x</b> `a`')
  edit('tenants/drug-discovery.yaml', ' search for small molecules', '"')
  edit('tenants/drug-discovery.yaml', 'burst: 192', 'burst: 128')
  const { stdout } = await superpod(['review', pod, '--format', 'markdown'], { cwd: top })
  expect(stdout.split('\n')[0]).toContain('disruptive: restarts jobs')
  expect(stdout).toContain('`pod/tenants/drug-discovery.yaml:')
  expect(stdout).not.toMatch(/@all|(?<!\\)<b>/)
  const github = await superpod(['review', pod, '--format', 'github'], { cwd: top })
  expect(github.stdout).toContain('::warning file=pod/tenants/drug-discovery.yaml,line=5')
})

describe('the target that a review is about', () => {
  test('is that of base: a target that sorts before it hides nothing', async () => {
    const { top, pod, edit, git } = gitPod()
    cpSync(join(pod, 'targets', 'metal.yaml'), join(pod, 'targets', 'burst.yaml'))
    edit('tenants/drug-discovery.yaml', '  screen: {}\n', '')
    git('add', '--all')
    const { data } = await superpodJson(['review', pod], { cwd: top })
    expect(data).toMatchObject({ target: 'metal', verdict: 'destroys', class: 'replaces a namespace' })
    expect(data.findings.map(({ path }: { path: string }) => path)).toContain('targets.burst')
  })

  test('may be gone or have another name, and is never safe then', async () => {
    const { top, pod, git } = gitPod()
    git('mv', 'pod/targets/metal.yaml', 'pod/targets/iron.yaml')
    const { data } = await superpodJson(['review', pod], { cwd: top })
    expect(data).toMatchObject({ target: 'metal', verdict: 'destroys', class: 'replaces the cluster' })
    const named = await superpodJson(['review', pod, '--target', 'iron'], { cwd: top })
    expect(named.data).toMatchObject({ target: 'iron', verdict: 'decision', class: 'secret or identity' })
    expect(named.data.lines[0]).toMatchObject({ topic: 'pod/target-exchanged' })
    expect(named.data.lines[0].what).toContain('metal is gone')
  })

  test('must be one that a side has', async () => {
    const { top, pod } = gitPod()
    const { stderr, exitCode } = await superpod(['review', pod, '--target', 'mettal'], { cwd: top })
    expect(stderr).toContain('review/no-target')
    expect(exitCode).toBe(2)
  })

  test('may be new beside the others', async () => {
    const { top, pod, git } = gitPod()
    cpSync(join(pod, 'targets', 'metal.yaml'), join(pod, 'targets', 'burst.yaml'))
    git('add', '--all')
    const { data } = await superpodJson(['review', pod, '--target', 'burst'], { cwd: top })
    expect(data).toMatchObject({ verdict: 'safe' })
    expect(data.lines[0]).toMatchObject({ topic: 'pod/new' })
  })
})

test('a link that leads to the pod is the pod, from outside of the repository and from within', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('tenants/drug-discovery.yaml', '  screen: {}\n', '')
  const outside = join(podFolder(), 'link')
  symlinkSync(top, outside)
  symlinkSync(pod, join(top, 'current'))
  for (const path of [join(outside, 'pod'), join(top, 'current')]) {
    const { data } = await superpodJson(['review', path], { cwd: top })
    expect(data, path).toMatchObject({ verdict: 'destroys', class: 'replaces a namespace' })
  }
  git('config', 'core.worktree', podFolder())
  const elsewhere = await superpod(['review', pod], { cwd: top })
  expect(elsewhere.stderr).toContain('review/no-repository')
})

test('where a side cannot be read every gate fails, and nothing is said to be untouched', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('superpod.yaml', 'scalableUnits: 6', 'scalableUnits: six')
  git('commit', '--quiet', '--all', '--message=broken')
  edit('superpod.yaml', 'scalableUnits: six', 'scalableUnits: 6')
  const { stdout, stderr, exitCode } = await superpod(['review', pod, '--fail-on', 'destroys'], { cwd: top })
  expect(exitCode).toBe(1)
  expect(stderr).toContain('review/gate')
  expect(stdout).toContain('it is not known which tenants are affected')
  expect(stdout.match(/not known/g)).toHaveLength(4)
  expect(stdout).not.toMatch(/no tenant|no job|no system|nothing to take back/)
})

test('files of a commit are read as git has them: no filter of the clone is run, and no attribute has a say', async () => {
  const { top, pod, edit, git } = gitPod()
  edit('tenants/genomics.yaml', 'title: ', 'title: Ærø 日 ')
  git('commit', '--quiet', '--all', '--message=letters of more than one byte')
  const ran = join(top, 'ran')
  writeFileSync(join(top, '.gitattributes'), '*.yaml filter=lfs text eol=crlf working-tree-encoding=UTF-16 ident\n')
  for (const way of ['smudge', 'clean', 'process']) git('config', `filter.lfs.${way}`, `touch ${ran}; false`)
  edit('tenants/drug-discovery.yaml', '  screen: {}\n', '')
  const { data } = await superpodJson(['review', pod], { cwd: top })
  expect(data).toMatchObject({ verdict: 'destroys', class: 'replaces a namespace' })
  expect(data.lines).toHaveLength(1)
  expect(existsSync(ran)).toBe(false)
})
