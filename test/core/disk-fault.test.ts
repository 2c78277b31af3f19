import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { diskFault } from '#core'

test('fails a folder that cannot be made, with the place and the way out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'superpod-disk-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'file'), '')
  const fault = diskFault(errorOf(() => mkdirSync(join(folder, 'file', 'inside'))))
  expect(fault).toMatchObject({ exitCode: 3, findings: [{ code: 'disk/unwritable' }] })
  expect(fault?.findings[0]?.message).toContain(join(folder, 'file', 'inside'))
})

test('fails a full disk even where nobody says which file it was', () => {
  const error = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' })
  expect(diskFault(error)).toMatchObject({ exitCode: 3, findings: [{ code: 'disk/full', path: '' }] })
})

test('a file that should have been there is no fault of the disk', () => {
  expect(diskFault(Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'open', path: '/a' }))).toBeUndefined()
  expect(diskFault(new Error('anything'))).toBeUndefined()
})

test('what only looks, or starts a program, and is refused is no fault of writing', () => {
  const refused = (syscall: string, code = 'EACCES') => Object.assign(new Error(code), { code, syscall, path: '/a' })
  expect(diskFault(refused('scandir'))).toBeUndefined()
  expect(diskFault(refused('stat', 'ENOTDIR'))).toBeUndefined()
  expect(diskFault(refused('spawn /a'))).toBeUndefined()
  expect(diskFault(refused('mkdir'))).toMatchObject({ findings: [{ code: 'disk/unwritable' }] })
  // whoever names the file was writing it
  expect(diskFault(refused('stat'), '/a')).toMatchObject({ findings: [{ code: 'disk/unwritable' }] })
})

function errorOf(effect: () => void): unknown {
  try {
    effect()
  } catch (error) {
    return error
  }
}
