import { expect, test } from 'vitest'
import { terraformTool, toolOnPath } from '#tools'
import { scriptIn, temporaryFolder } from './tiny-plan.ts'

test('an engine that is new enough is found with its version', async () => {
  await using folder = await temporaryFolder()
  const file = await scriptIn(folder.path, 'tofu', `echo '{"terraform_version":"1.10.3"}'`)
  expect(await terraformTool({ engine: 'tofu', env: { PATH: folder.path } })).toEqual({
    engine: 'tofu',
    file,
    version: '1.10.3',
  })
})

test('fails with the way to get it when the engine is missing', async () => {
  await expect(terraformTool({ engine: 'terraform', env: { PATH: '/nowhere' } })).rejects.toMatchObject({
    exitCode: 3,
    findings: [
      { code: 'tool/missing', message: 'terraform is not on PATH', remedy: expect.stringContaining('install') },
    ],
  })
})

test('fails with both versions when the engine is too old', async () => {
  await using folder = await temporaryFolder()
  await scriptIn(folder.path, 'terraform', `echo '{"terraform_version":"1.9.8"}'`)
  await expect(terraformTool({ engine: 'terraform', env: { PATH: folder.path } })).rejects.toMatchObject({
    findings: [{ code: 'tool/too-old', message: 'terraform is 1.9.8, but must be 1.10 or newer' }],
  })
})

test('fails when the engine does not tell its version', async () => {
  await using folder = await temporaryFolder()
  await scriptIn(folder.path, 'terraform', 'echo hello')
  await expect(terraformTool({ engine: 'terraform', env: { PATH: folder.path } })).rejects.toThrow('tool/failed')
})

test('the first folder of PATH wins, and relative folders are passed over', async () => {
  await using one = await temporaryFolder()
  await using two = await temporaryFolder()
  const first = await scriptIn(one.path, 'kubectl', 'true')
  await scriptIn(two.path, 'kubectl', 'true')
  expect(await toolOnPath('kubectl', { PATH: `.::${one.path}:${two.path}` })).toBe(first)
  expect(await toolOnPath('kubectl', {})).toBeUndefined()
})
