import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadPod } from '#config'

const bucket = 'state: { backend: s3, s3: { bucket: states, region: eu-north-1 } }\n'

async function findingsOf(pods: Readonly<Record<string, { readonly name: string; readonly state: string }>>) {
  const root = await mkdtemp(join(tmpdir(), 'state-keys-'))
  for (const [folder, { name, state }] of Object.entries(pods)) {
    const dir = join(root, 'config', folder)
    await mkdir(join(dir, 'targets'), { recursive: true })
    await writeFile(join(dir, 'superpod.yaml'), `name: ${name}\nsystems: { generation: dgx-h100, scalableUnits: 1 }\n`)
    await writeFile(join(dir, 'targets', 'metal.yaml'), `kind: kubeconfig\ncontext: ${folder}\n${state}`)
  }
  const { findings } = await loadPod(join(root, 'config', Object.keys(pods)[0] ?? ''), 'metal')
  await rm(root, { recursive: true })
  return findings.map(({ code, message }) => `${code}: ${message.replaceAll(root, '')}`)
}

test('fails where a pod was copied, name and all: both would have one state', async () => {
  const found = await findingsOf({ gefion: { name: 'gefion', state: bucket }, copy: { name: 'gefion', state: bucket } })
  expect(found).toEqual([
    'state/key-of-two: target metal and target metal of the pod gefion in /config/copy would have one state, but each must have its own: s3:states/superpod/gefion-metal-cluster',
  ])
})

test('pods with names of their own share a bucket, and copies whose states are local share nothing', async () => {
  expect(
    await findingsOf({ gefion: { name: 'gefion', state: bucket }, other: { name: 'other', state: bucket } }),
  ).toEqual([])
  expect(await findingsOf({ gefion: { name: 'gefion', state: '' }, copy: { name: 'gefion', state: '' } })).toEqual([])
})
