import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadPod } from '#config'
import { podModel } from '#model'
import { stacksOf } from '../kit/gefion.ts'
import { writeFiles } from '../kit/planted-sides.ts'

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reversed(each)]),
  )
}

/** The text of every stack of a pod whose files are written anew. */
async function texts(from: string, target: string, written: (text: string) => string): Promise<Map<string, string>> {
  const dir = mkdtempSync(join(tmpdir(), 'order-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const paths = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.yaml'))
  writeFiles(dir, new Map(paths.map((path) => [path, written(readFileSync(join(from, path), 'utf8'))])))
  const stacks = stacksOf(podModel(await loadPod(dir, target)))
  return new Map([...stacks].map(([name, { json }]) => [name, JSON.stringify(json)]))
}

test.each([
  ['config/gefion', 'metal'],
  ['config/gefion', 'twin'],
  ['test/fixtures/pods/whole', 'metal'],
  ['test/fixtures/pods/small', 'twin'],
])('%s on %s with all keys in another order is the same JSON, letter for letter', async (pod, target) => {
  const backwards = await texts(pod, target, (text) => stringify(reversed(parse(text))))
  expect(backwards).toEqual(await texts(pod, target, (text) => text))
})
