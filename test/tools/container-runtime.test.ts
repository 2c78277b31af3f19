import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { containerRuntime } from '#tools'

/** A folder for PATH that has programs of these texts, and what a shell needs. */
function programs(texts: Readonly<Record<string, string>>): { PATH: string } {
  const folder = mkdtempSync(join(tmpdir(), 'runtime-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(texts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`)
    chmodSync(join(folder, name), 0o755)
  }
  return { PATH: folder }
}

test('a server that answers is taken, not a program that is merely there', async () => {
  const env = programs({ docker: 'echo "Cannot connect to the Docker daemon. Is it running?" >&2; exit 1', podman: '' })
  expect(await containerRuntime(env)).toBe('podman')
})

test('fails: no server answers, and the twin is the way out', async () => {
  const env = programs({
    docker: 'echo "Cannot connect to the Docker daemon at unix:///x. Is it running?" >&2; exit 1',
  })
  await expect(containerRuntime(env)).rejects.toMatchObject({
    exitCode: 3,
    findings: [
      {
        code: 'tool/no-containers',
        message:
          'kind needs a Docker or podman that answers, but docker says: Cannot connect to the Docker daemon at unix:///x, and podman is not on PATH',
        remedy: expect.stringContaining('take the twin'),
      },
    ],
  })
})
