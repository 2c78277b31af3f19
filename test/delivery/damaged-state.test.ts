import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { silent } from '#core'
import { type DeliveryTarget, workplaceOf } from '#delivery'
import { mendState } from '../../delivery/damaged-state.ts'

const twin: DeliveryTarget = { name: 'twin', kind: 'twin' }
const metal: DeliveryTarget = { name: 'metal', kind: 'kubeconfig' }

test('a twin whose state was cut short goes on from the newest backup, and keeps what was cut short', async () => {
  const { mended, text, backups } = await stateFolder('{"serial": 12, "res', { 9: '{"serial":9}', 11: '{"serial":11}' })
  await mended(twin)
  expect(await text()).toBe('{"serial":11}')
  expect(await readFile(join(backups, 'a.damaged'), 'utf8')).toBe('{"serial": 12, "res')
})

test('a twin without a backup goes on from what is on the cluster', async () => {
  const { mended, text } = await stateFolder('{"serial": 12, "res', {})
  await mended(twin)
  expect(await text()).toBeUndefined()
})

test('fails on a real target, and names the copy to put in its place', async () => {
  const { mended, text, backups } = await stateFolder('{"serial": 12, "res', { 11: '{"serial":11}' })
  await expect(mended(metal)).rejects.toMatchObject({
    exitCode: 3,
    findings: [{ code: 'state/damaged', remedy: expect.stringContaining(join(backups, 'a.11.tfstate')) }],
  })
  expect(await text()).toBe('{"serial": 12, "res')
})

test('a state that is whole, and one that no apply has written yet, are left alone', async () => {
  for (const content of ['{"serial":12}', '']) {
    const { mended, text } = await stateFolder(content, {})
    await mended(metal)
    expect(await text()).toBe(content)
  }
})

async function stateFolder(content: string, serials: Readonly<Record<number, string>>) {
  const workspace = await mkdtemp(join(tmpdir(), 'superpod-state-'))
  onTestFinished(() => rm(workspace, { recursive: true }))
  const workplace = workplaceOf(workspace, 'tiny', 'twin')
  const file = workplace.stateFile('a')
  const backups = join(dirname(file), 'backup')
  await mkdir(backups, { recursive: true })
  await writeFile(file, content)
  for (const [serial, text] of Object.entries(serials)) await writeFile(join(backups, `a.${serial}.tfstate`), text)
  return {
    backups,
    mended: (target: DeliveryTarget) => mendState({ workplace, target, progress: silent }, 'a'),
    text: () => readFile(file, 'utf8').catch(() => undefined),
  }
}
