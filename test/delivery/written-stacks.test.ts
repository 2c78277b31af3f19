import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeWorkplace, workplaceOf, writeStacks } from '#delivery'
import { placeKubeconfig } from '../../delivery/placeholder-kubeconfig.ts'

async function workspace(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'stacks-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return made
}
const stack = (input: string) => ({
  name: 'tiny-twin-platform',
  json: { resource: { b: {}, a: { x: { input } } } },
  files: { 'charts/objects/Chart.yaml': 'name: objects\n' },
})

test('a stack is written once, sorted, and not touched while it stays the same', async () => {
  const workplace = workplaceOf(await workspace(), 'tiny', 'twin')
  expect(await writeStacks(workplace, [stack('1')])).toEqual(['tiny-twin-platform'])
  const file = join(workplace.stackFolder('tiny-twin-platform'), 'cdk.tf.json')
  expect(await readFile(file, 'utf8')).toMatch(/^\{\n {2}"resource": \{\n {4}"a"[\s\S]*\}\n$/)
  const { mtimeMs } = await stat(file)
  expect(await writeStacks(workplace, [stack('1')])).toEqual([])
  expect((await stat(file)).mtimeMs).toBe(mtimeMs)
  expect(await writeStacks(workplace, [stack('2')])).toEqual(['tiny-twin-platform'])
})

test('old files of our charts go, and what others put beside the JSON stays', async () => {
  const workplace = workplaceOf(await workspace(), 'tiny', 'twin')
  await writeStacks(workplace, [{ ...stack('1'), files: { ...stack('1').files, 'charts/objects/old.yaml': 'x' } }])
  const folder = workplace.stackFolder('tiny-twin-platform')
  await writeFile(join(folder, '.terraform.lock.hcl'), 'somebody else')
  await writeStacks(workplace, [stack('1')])
  await expect(stat(join(folder, 'charts/objects/old.yaml'))).rejects.toThrow()
  expect(await readFile(join(folder, '.terraform.lock.hcl'), 'utf8')).toBe('somebody else')
})

test('the folders of a target are for their owner only', async () => {
  const workplace = workplaceOf(await workspace(), 'tiny', 'twin')
  await makeWorkplace(workplace)
  for (const folder of [workplace.folder, workplace.stateFolder, workplace.planFolder, workplace.logFolder]) {
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  }
})

test('a kubeconfig that leads nowhere takes the place of a missing one, never of a real one', async () => {
  const workplace = workplaceOf(await workspace(), 'tiny', 'twin')
  await makeWorkplace(workplace)
  await placeKubeconfig(workplace)
  expect(await readFile(workplace.kubeconfig, 'utf8')).toContain('https://127.0.0.1:1')
  await writeFile(workplace.kubeconfig, 'real')
  await placeKubeconfig(workplace)
  expect(await readFile(workplace.kubeconfig, 'utf8')).toBe('real')
})
