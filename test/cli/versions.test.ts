import { expect, test } from 'vitest'
import { superpod, superpodJson } from '../kit/superpod.ts'

test('versions shows every row with its source, and where the pod stands', async () => {
  const { stdout, exitCode } = await superpod(['versions', 'gefion', '--target', 'metal'])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^\* {2}superpod .* MATRIX D$/m)
  expect(stdout).toMatch(/^ {3}cns-16.2 .* documented +MATRIX V$/m)
  expect(stdout).toContain('in superpod: derived from documented rows, documented as a whole by none')
})

test('versions lists the steps to a row, with what drains and what has no way back', async () => {
  const words = ['versions', 'gefion', '--target', 'metal', '--upgrade', 'gpu-operator-26.7']
  const { data, exitCode } = await superpodJson(words)
  expect(exitCode).toBe(0)
  expect(data.upgrade.map(({ part, to }: { part: string; to: string }) => `${part} ${to}`)).toEqual([
    'gpuOperator 26.7.0',
  ])
  const { stdout } = await superpod(words)
  for (const word of ['CRDs ', 'drains ', 'tenants ', 'no way back ', 'tell the tenants before: clinical-imaging']) {
    expect(stdout).toContain(word)
  }
})

test.each([
  [['--upgrade', 'cns-16'], 'did you mean cns-16.2?'],
  [['--upgrade', 'kubernets=1.36'], 'did you mean kubernetes?'],
  [['--upgrade', 'kubernetes=1.34'], 'Kubernetes 1.35 would become 1.34'],
])('fails: versions %j', async (words, said) => {
  const { stdout, stderr, exitCode } = await superpod(['versions', 'gefion', '--target', 'metal', ...words])
  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain(said)
})
