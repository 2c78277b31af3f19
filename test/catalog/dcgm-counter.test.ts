import { expect, test } from 'vitest'
import { dcgmCounters, dcgmCountersCsv } from '#catalog'
import { dashboards } from '#constructs'
import { allRules } from '../kit/platform-rules.ts'

test('every field of DCGM that a rule or a page reads is one that the exporter is told to export', () => {
  const ruled = allRules.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr))
  const shown = dashboards.flatMap(({ panels }) => panels.flatMap(({ queries }) => queries.map(({ expr }) => expr)))
  const read = [...ruled, ...shown].flatMap((expr) => expr.match(/DCGM_\w+/g) ?? [])
  expect(new Set(read).size).toBeGreaterThan(6)
  const exported = dcgmCounters.map(({ field }) => field)
  expect([...new Set(read)].filter((field) => !exported.includes(field))).toEqual([])
})

test('the list is one field a line, as the exporter reads it, and no field twice', () => {
  const lines = dcgmCountersCsv().trimEnd().split('\n')
  for (const line of lines) expect(line).toMatch(/^DCGM_FI_\w+, (gauge|counter|label), [^,]+$/)
  expect(new Set(lines.map((line) => line.split(',')[0])).size).toBe(lines.length)
})
