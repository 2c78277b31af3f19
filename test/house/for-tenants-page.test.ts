import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { gefionStacks, repository } from '../kit/gefion.ts'

const page = readFileSync(join(repository, 'docs', 'for-tenants.md'), 'utf8')
const [, ours = ''] = /## What is refused, and why([\s\S]*?)Kubernetes itself refuses/.exec(page) ?? []
const quoted = [...ours.matchAll(/^\| `([^`]+)`/gm)].map(([, message = '']) => message)

test('the page quotes our refusals as the API server says them', async () => {
  const platform = (await gefionStacks()).get('gefion-twin-platform')
  const text = JSON.stringify(platform?.json)
  expect(quoted.length).toBeGreaterThan(12)
  for (const message of quoted) expect(text).toContain(message)
})
