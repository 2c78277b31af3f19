import { expect, test } from 'vitest'
import type { Finding } from '#core'
import { badConfigs, wordFaults } from '../kit/bad-config.ts'
import { superpodJson } from '../kit/superpod.ts'

test.each(badConfigs('cli'))('fails, and tells all at once: $why ($name)', async ({ dir, findings }) => {
  const { data, exitCode } = await superpodJson(['check', dir, '--at', '2026-12-01'])
  const told = data.findings as (Finding & { file: string; line: number; column: number })[]
  const found = told
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, severity, file, line, column }) => ({
      code,
      severity,
      file: file.slice(dir.length + 1),
      line,
      column,
    }))
  expect({ exitCode, found }).toEqual({ exitCode: 1, found: findings })
  expect(told.filter(({ severity }) => severity !== 'info').flatMap(wordFaults)).toEqual([])
})
