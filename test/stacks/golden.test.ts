import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stableText } from '#core'
import { addresses, gefionStacks, repository } from '../kit/gefion.ts'

const golden = (name: string) => join(repository, 'test', 'golden', 'stacks', name)

test.each(['twin', 'kind', 'metal', 'eks', 'gke', 'aks'])(
  'addresses of Gefion on %s are as people know them',
  async (target) => {
    const stacks = await gefionStacks(target)
    expect(stacks.size).toBe(['twin', 'metal'].includes(target) ? 9 : 10)
    const lines = [...stacks].flatMap(([name, stack]) => [name, ...addresses(stack).map((address) => `  ${address}`)])
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(golden(`addresses-${target}.txt`))
  },
)

test.each([
  ['twin', 'platform'],
  ['metal', 'platform'],
  ['twin', 'tenant-genomics'],
  ['twin', 'tenant-danish-language'],
  ['twin', 'tenant-protein-pilot'],
])('on %s the stack %s is the Terraform that was reviewed', async (target, name) => {
  const stack = (await gefionStacks(target)).get(`gefion-${target}-${name}`)
  expect(stack?.json.resource).toHaveProperty('helm_release')
  await expect(stableText(stack?.json ?? {})).toMatchFileSnapshot(golden(`gefion-${target}-${name}.tf.json`))
})
