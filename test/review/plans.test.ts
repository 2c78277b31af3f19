import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gitPod } from '../kit/git-pod.ts'
import { superpodJson } from '../kit/superpod.ts'

// each runs the command line, on repositories of git
vi.setConfig({ testTimeout: 120_000 })

test('what a plan would do beyond the change is a line of its own, without any value of it', async () => {
  const { top, pod, edit } = gitPod()
  edit('tenants/drug-discovery.yaml', 'burst: 192', 'burst: 256')
  const stack = 'gefion-metal-tenant-drug-discovery'
  const namespace = (name: string) => ({ metadata: [{ name, labels: { secret: 'hunter2' } }] })
  const changes = [
    {
      address: 'kubernetes_namespace_v1.screen',
      mode: 'managed',
      type: 'kubernetes_namespace_v1',
      name: 'screen',
      change: { actions: ['delete', 'create'], before: namespace('drug-discovery-screen'), after: namespace('x') },
    },
  ]
  const plans = join(top, 'plans')
  mkdirSync(plans)
  writeFileSync(join(plans, `${stack}.json`), JSON.stringify({ format_version: '1.2', resource_changes: changes }))
  writeFileSync(join(plans, 'another-pod.json'), '{}')
  const { data } = await superpodJson(['review', pod, '--plan', plans], { cwd: top })
  expect(data).toMatchObject({ verdict: 'destroys', class: 'replaces a namespace' })
  const topics = data.lines.map(({ topic }: { topic: string }) => topic)
  expect(topics).toEqual(['plan/unforeseen', 'tenant/burst', 'plan/missing'])
  expect(data.findings.map(({ code }: { code: string }) => code)).toContain('review/plan-of-another')
  expect(JSON.stringify(data)).not.toContain('hunter2')
})

interface Told {
  readonly code: string
  readonly severity: string
  readonly message: string
}

test('fails a plan whose objects are of another stack, a state, and a plan that is not whole; what has none is named', async () => {
  const { top, pod, edit } = gitPod()
  for (const tenant of ['drug-discovery', 'weather-climate', 'energy-materials']) {
    edit(`tenants/${tenant}.yaml`, 'title: ', 'title: The ')
    edit(`tenants/${tenant}.yaml`, 'namespaces:\n', 'namespaces:\n  more: {}\n')
  }
  const plans = join(top, 'plans')
  mkdirSync(plans)
  const write = (tenant: string, json: object) =>
    writeFileSync(join(plans, `gefion-metal-tenant-${tenant}.json`), JSON.stringify({ format_version: '1.2', ...json }))
  const labels = { 'superpod/stack': 'atlas-metal-tenant-drug-discovery' }
  const change = { actions: ['delete'], before: { metadata: [{ name: 'x', labels }] }, after: null }
  const address = 'kubernetes_namespace_v1.x'
  write('drug-discovery', {
    resource_changes: [{ address, type: 'kubernetes_namespace_v1', name: 'x', change }],
  })
  write('weather-climate', { values: { root_module: {} } })
  write('danish-language', { errored: true, resource_changes: [] })
  const { data, exitCode } = await superpodJson(['review', pod, '--plan', plans], { cwd: top })
  const told: Told[] = data.findings.filter(({ code }: Told) => code.startsWith('review/'))
  expect(told.map(({ code, severity }) => `${code} ${severity}`).sort()).toEqual([
    'review/not-planned info',
    'review/plan-of-another error',
    'review/plan-unreadable error',
    'review/plan-unreadable error',
  ])
  const text = told.map(({ message }) => message).join('\n')
  for (const said of ['of the stack atlas-metal', 'it is a state', 'terraform itself failed'])
    expect(text).toContain(said)
  expect(data.verdict).toBe('safe')
  expect(exitCode).toBe(1)
})
