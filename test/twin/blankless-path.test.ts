import { mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { blanklessPath } from '../../twin/blankless-path.ts'

test('a folder whose path has no blanks is named by itself', () => {
  expect(blanklessPath('/work/.superpod/gefion/twin/twin')).toBe('/work/.superpod/gefion/twin/twin')
})

test('a folder whose path has blanks gets a link without any, the same every time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'a twin '))
  const link = blanklessPath(folder)
  try {
    expect(link).not.toMatch(/\s/)
    expect(readlinkSync(link)).toBe(folder)
    expect(blanklessPath(folder)).toBe(link)
  } finally {
    rmSync(link)
    rmSync(folder, { recursive: true })
  }
})

test('fails where somebody else has the name already', () => {
  const folder = mkdtempSync(join(tmpdir(), 'a twin '))
  const link = blanklessPath(folder)
  rmSync(link)
  writeFileSync(link, 'no link')
  try {
    expect(() => blanklessPath(folder)).toThrow('twin/short-name-taken')
  } finally {
    rmSync(link)
    rmSync(folder, { recursive: true })
  }
})
