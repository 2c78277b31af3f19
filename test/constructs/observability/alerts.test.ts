import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../../kit/gefion.ts'
import { alertsOf, allRules } from '../../kit/platform-rules.ts'
import { compiledPromtool, judged } from '../../kit/promtool.ts'
import { type AlertCase, fleet } from './alert-case.ts'
import { gpuCases } from './gpu-cases.ts'
import { queueCases } from './queue-cases.ts'
import { systemCases } from './system-cases.ts'

const cases: Readonly<Record<string, readonly AlertCase[]>> = { ...gpuCases, ...systemCases, ...queueCases }
const alerts = alertsOf(allRules)
const names = alerts.map(({ alert }) => alert)
const page = readFileSync(join(repository, 'docs', 'alerts.md'), 'utf8')

test('every alert has cases in which it fires, and cases in which it is silent', () => {
  expect(Object.keys(cases).sort()).toEqual([...names].sort())
  for (const [name, all] of Object.entries(cases)) {
    expect(new Set(all.map(({ fires }) => fires.length > 0)), name).toEqual(new Set([true, false]))
  }
})

test('every alert says how urgent it is, what is the matter, and where to read what to do', () => {
  for (const { alert, labels, annotations } of alerts) {
    expect(labels.severity).toMatch(/^(critical|warning|info|none)$/)
    expect(annotations.summary.length).toBeGreaterThan(10)
    expect(annotations.description.length).toBeGreaterThan(20)
    expect(annotations.runbook_url).toBe(`https://wiki.example.org/alerts.md#${alert.toLowerCase()}`)
  }
})

test('docs/alerts.md has one section for each alert, and no other', () => {
  expect([...page.matchAll(/^## (\S+)$/gm)].map(([, name]) => name).sort()).toEqual([...names].sort())
})

describe.skipIf(!compiledPromtool)(`promtool${compiledPromtool ? '' : ' (skipped: not compiled)'}`, () => {
  test('finds nothing wrong with the rules', async () => {
    const { exitCode, said } = await judged(['check', 'rules', '--lint-fatal', 'rules.json'], {
      'rules.json': allRules,
    })
    expect(said).toContain('SUCCESS')
    expect(exitCode).toBe(0)
  })

  test.each(Object.keys(cases))('%s fires when it must, and at no other time', async (name) => {
    const { exitCode, said } = await judged(['test', 'rules', 'test.json'], filesOf(name, cases[name] ?? []))
    expect(exitCode, said).toBe(0)
  })

  test('fails where an alert is expected that does not fire', async () => {
    const [one] = cases['GpuHot'] ?? []
    const silent = { ...one, series: {} } as AlertCase
    expect((await judged(['test', 'rules', 'test.json'], filesOf('GpuHot', [silent]))).exitCode).toBe(1)
  })
})

function filesOf(name: string, all: readonly AlertCase[]) {
  const tests = all.map((one) => unitTest(name, one))
  return { 'rules.json': allRules, 'test.json': { rule_files: ['rules.json'], evaluation_interval: '1m', tests } }
}

function unitTest(name: string, { title, series, fleet: isThere = true, at, fires }: AlertCase) {
  const alert = alerts.find((each) => each.alert === name)
  if (!alert) throw new Error(`there is no alert ${name}`)
  const all = { ...(isThere ? fleet : {}), ...series }
  const expected = fires.map(({ labels, value = '1' }) => ({
    exp_labels: { ...labels, ...alert.labels },
    exp_annotations: Object.fromEntries(
      Object.entries(alert.annotations).map(([key, text]) => [key, filled(text, labels, value)]),
    ),
  }))
  return {
    name: title,
    interval: '1m',
    input_series: Object.entries(all).map(([one, values]) => ({ series: one, values })),
    alert_rule_test: [{ eval_time: at, alertname: name, exp_alerts: expected }],
  }
}

/** A text with Prometheus's templates filled in. */
function filled(text: string, labels: Readonly<Record<string, string>>, value: string): string {
  return text
    .replaceAll('{{ $value }}', value)
    .replace(/\{\{ \$labels\.(\w+) \}\}/g, (_all, name: string) => labels[name] ?? '')
}
