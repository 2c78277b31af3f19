import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPod } from '#config'
import { podFolder } from '../kit/pod-folder.ts'
import { superpod, superpodJson } from '../kit/superpod.ts'

const twoUnits = 'name: tiny\nsystems: { generation: dgx-h100, scalableUnits: 2 }\n'

test.each([
  [[], { gpus: { guaranteed: 8, burst: 8 }, sensitivity: 'internal', title: 'robotics' }],
  [['--gpus', '32', '--title', 'Robots: "learn" #1'], { gpus: { guaranteed: 32 }, title: 'Robots: "learn" #1' }],
  [['--sensitivity', 'sensitive', '--gpus', '12'], { placement: { dedicated: ['su2-r08-s2', 'su2-r08-s3'] } }],
  [
    ['--dedicated', 'su2-r01,su1-r01-s1', '--sensitivity', 'open'],
    { gpus: { guaranteed: 40, burst: 40 }, placement: { dedicated: ['su1-r01-s1', 'su2-r01'] } },
  ],
])('a new tenant by %j is a file that check accepts', async (words, tenant) => {
  const pod = podFolder({ 'superpod.yaml': twoUnits })
  const { stdout, exitCode } = await superpod(['tenant', 'new', 'robotics', pod, ...words])
  expect(stdout).toMatch(/tenants\/robotics\.yaml: name its groups under access, then \.\/superpod check/)
  expect(exitCode).toBe(0)
  const checked = await superpod(['check', pod])
  expect(checked.stdout).toContain('1 tenant')
  expect(checked.exitCode).toBe(0)
  expect((await loadPod(pod, 'twin')).tenants).toMatchObject([tenant])
})

test('a second one of the same name leaves the first as it is', async () => {
  const pod = podFolder({ 'superpod.yaml': twoUnits })
  await superpod(['tenant', 'new', 'robotics', pod])
  const file = join(pod, 'tenants/robotics.yaml')
  const before = readFileSync(file, 'utf8')
  const { stderr, exitCode } = await superpod(['tenant', 'new', 'robotics', pod, '--gpus', '16'])
  expect(stderr).toContain('tenant/file-exists')
  expect({ exitCode, text: readFileSync(file, 'utf8') }).toEqual({ exitCode: 1, text: before })
})

test('a tenant of Gefion is printed with what is free, and names the schema; nothing is written', async () => {
  const { data, exitCode } = await superpodJson(['tenant', 'new', 'robotics', 'gefion', '--stdout'])
  expect(data).toMatchObject({ name: 'robotics', file: null, guaranteed: 8, dedicated: [], free: 136 })
  expect(data.text).toMatch(/^# yaml-language-server: \$schema=\.\.\/\.\.\/tenant\.schema\.json\n/)
  expect(existsSync('config/gefion/tenants/robotics.yaml')).toBe(false)
  expect(exitCode).toBe(0)
})

test.each([
  [['tenant'], 2, 'action is missing, but must be new'],
  [['tenant', 'new'], 2, 'name is missing'],
  [['tenant', 'new', 'robotics', 'gefion', '--gpus', 'four'], 2, '--gpus is four, but must be a whole number'],
  [['tenant', 'new', '../Robots', 'gefion'], 1, 'name/format'],
  [['tenant', 'new', 'nvidia-labs', 'gefion'], 1, 'name/reserved'],
  [['tenant', 'new', 'robotics', 'gefion', '--gpus', '137'], 1, 'tenant/no-room'],
  [['tenant', 'new', 'robotics', 'gefion', '--dedicated', 'su3,su99'], 1, 'placement/unknown'],
  [['tenant', 'new', 'robotics', 'gefion', '--title', 'Gen\u043emics'], 1, 'tenant/title-look-alike'],
  [['tenant', 'new', 'genomics', 'gefion'], 1, 'tenant/file-exists'],
])('fails, and writes nothing: %j', async (words, code, said) => {
  const { stdout, stderr, exitCode } = await superpod(words)
  expect(stderr).toContain(said)
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: code })
  expect(existsSync('config/gefion/tenants/robotics.yaml')).toBe(false)
})
