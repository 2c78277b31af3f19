import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { Pod, Tenant } from '#config'
import { repository } from '../kit/gefion.ts'

const page = readFileSync(join(repository, 'docs', 'storage.md'), 'utf8')
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
const pods = examples.filter((text) => /^storage:\n/m.test(text))
const tenants = examples.filter((text) => text.startsWith('# tenants/'))

test.each(pods)('an example of storage that the page gives is one that a pod may have: %s', (text) => {
  const least = { name: 'tiny', systems: { generation: 'dgx-h100', scalableUnits: 1 } }
  expect(Pod.safeParse({ ...least, ...parse(text) }).error).toBeUndefined()
})

test.each(tenants)('what the page grants a tenant is what one may have: %s', (text) => {
  const least = { name: 'ada', title: 'Ada', gpus: { guaranteed: 0, burst: 8 }, namespaces: { train: {} } }
  expect(Tenant.safeParse({ ...least, sensitivity: 'open', ...parse(text) }).error).toBeUndefined()
})

test('the page has examples of both', () => {
  expect([pods.length, tenants.length]).toEqual([4, 1])
})
