import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writtenFile } from '../../delivery/written-file.ts'

test('stacks that are planned side by side may write the same file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'written-file-'))
  const file = join(folder, 'new', 'engine.tfrc')
  await Promise.all(Array.from({ length: 20 }, () => writtenFile(file, 'content')))
  expect(await readFile(file, 'utf8')).toBe('content')
  expect(await readdir(join(folder, 'new'))).toEqual(['engine.tfrc'])
  await rm(folder, { recursive: true })
})
