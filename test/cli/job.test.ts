import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { superpod, superpodJson } from '../kit/superpod.ts'

const train = ['job', 'new', 'train', 'gefion', '--tenant', 'danish-language']

test('job new prints a manifest and nothing else, ready for kubectl', async () => {
  const { stdout, stderr, exitCode } = await superpod([...train, '--systems', '64'])
  expect(stdout).toMatch(/^# train for danish-language: 64 systems, 512 GPUs\n/)
  expect(stdout).toContain('kind: Job\n')
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 })
})

test('job new writes a file where it is told to, and says how to submit it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superpod-job-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'run.yaml')
  const { stdout, exitCode } = await superpod([...train, '--output', file])
  expect(stdout).toMatch(/run\.yaml: submit it with kubectl apply -f$/)
  expect(readFileSync(file, 'utf8')).toContain('kind: Job\n')
  expect(exitCode).toBe(0)
})

test('job new as JSON is one document: the objects, and the same as text', async () => {
  const { data } = await superpodJson([...train, '--systems', '2', '--kind', 'jobset'])
  expect(data).toMatchObject({
    name: 'train',
    namespace: 'danish-language-train',
    tenant: 'danish-language',
    file: null,
    objects: [{ kind: 'JobSet' }],
    findings: [{ code: 'job/kind-not-run', severity: 'warning' }],
  })
  expect(data.text).toContain('kind: JobSet\n')
})

test('fails with a finding for what the tenant could never run', async () => {
  const { stdout, stderr, exitCode } = await superpod([...train, '--systems', '128'])
  expect(stderr).toContain('job/above-burst')
  expect(stderr).toContain('1024 GPUs, but danish-language may hold 1016 at once')
  expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 1 })
})

test.each([
  [['job'], 'action is missing, but must be new'],
  [['job', 'new', 'trains'], 'did you mean train?'],
  [['job', 'new', 'train'], '--tenant is missing'],
  [[...train, '--systems', 'four'], '--systems is four, but must be a whole number'],
])('fails with usage: %j', async (words, said) => {
  const { stderr, exitCode } = await superpod(words)
  expect(stderr).toContain(said)
  expect(exitCode).toBe(2)
})
