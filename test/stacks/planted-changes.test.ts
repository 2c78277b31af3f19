import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadPod } from '#config'
import { podModel } from '#model'
import { stacksOf } from '../kit/gefion.ts'
import { bothSides, type PodFiles, plantedChanges } from '../kit/planted-change.ts'
import { writeFiles } from '../kit/planted-sides.ts'

async function texts(files: PodFiles, target: string): Promise<Map<string, string>> {
  const dir = mkdtempSync(join(tmpdir(), 'planted-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  writeFiles(dir, files)
  const stacks = stacksOf(podModel(await loadPod(dir, target)))
  return new Map([...stacks].map(([name, { json }]) => [name, JSON.stringify(json)]))
}

const idle = plantedChanges().filter(({ says }) => says?.class === 'nothing')

test.each(idle.map((change) => [change.name, change] as const))(
  '%s, which is said to change nothing, makes the same JSON, letter for letter',
  async (_name, change) => {
    const { base, head } = bothSides(change)
    expect(await texts(head, change.target)).toEqual(await texts(base, change.target))
  },
)
