import { existsSync } from 'node:fs'
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProgram } from '#tools'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { bareWorkspace } from '../kit/environment/bare-path.ts'
import { refused } from '../kit/environment/refused.ts'
import { withMetal } from '../kit/environment/remote-target.ts'
import { reached } from '../kit/interrupted/kueue-release.ts'
import { type PodWorkspace, podWorkspace } from '../kit/interrupted/pod-workspace.ts'
import { isSettled, succeeds } from '../kit/interrupted/settled-pod.ts'
import { differences, settledState } from '../kit/interrupted/settled-state.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { searchPath } from '../kit/superpod.ts'

const minute = 60_000
const missing = missingHere()

const it = (title: string, body: () => Promise<void>) =>
  test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 5 * minute }, body)

describe('a twin that Terraform delivers', () => {
  let place: PodWorkspace
  let state: ReadonlyMap<string, string>
  beforeAll(async () => {
    if (missing) return
    place = await podWorkspace()
    await succeeds(place, 'up', '--delivery', 'terraform')
    state = await settledState(place.cluster)
  }, 5 * minute)
  afterAll(async () => place?.remove(), minute)

  const upAgain = async () => {
    await succeeds(place, 'up', '--all')
    expect(differences(state, await settledState(place.cluster))).toEqual([])
    await isSettled(place)
  }

  it('fails while somebody else holds the lock of a state, says who, and goes on afterwards', async () => {
    await withLockHeld(place, 'small-twin-tenant-ada', async () => {
      const [locked] = await refused(place, 3, 'up', '--all')
      expect(locked).toMatchObject({ code: 'state/locked', path: 'small-twin-tenant-ada' })
      expect(locked?.message).toMatch(/locked by \S+@\S+/)
    })
    await upAgain()
  })

  for (const [how, part] of [
    ['cut short', 0.5],
    ['emptied', 0],
  ] as const) {
    it(`makes up for a state, and for each record of an init, that was ${how}`, async () => {
      const files = await terraformFiles(place)
      expect(files.filter((file) => file.endsWith('small-twin-platform.tfstate'))).toHaveLength(1)
      for (const file of files) await truncate(file, Math.floor((await readFile(file)).length * part))
      await upAgain()
    })
  }

  it('fails where another cluster stands at its place, until that is adopted', async () => {
    const file = join(place.files, 'cluster.json')
    await writeFile(file, JSON.stringify({ id: '00000000-0000-4000-8000-000000000000' }))
    for (const command of ['plan', 'apply', 'up']) {
      const [other] = await refused(place, 1, command)
      expect(other).toMatchObject({ code: 'cluster/other', remedy: expect.stringContaining('--adopt') })
    }
    await succeeds(place, 'up', '--adopt')
    await upAgain()
  })

  it('fails as a real target whose id is another one, or cannot be told any more', async () => {
    const target = { kubeconfig: join(place.files, 'kubeconfig'), context: 'small-twin' }
    await withMetal(place, { ...target, clusterId: '00000000-0000-4000-8000-000000000000' })
    const [other] = await refused(place, 1, 'plan', '--target', 'metal')
    expect(other).toMatchObject({ code: 'cluster/other', remedy: expect.stringContaining('clusterId') })
    await withMetal(place, target)
    const record = join(place.files, '..', 'metal', 'cluster.json')
    await writeFile(record, '')
    const [unknown] = await refused(place, 1, 'plan', '--target', 'metal')
    expect(unknown).toMatchObject({ code: 'cluster/other', remedy: expect.stringContaining('--adopt') })
    await rm(join(place.pod, 'targets'), { recursive: true })
  })

  it('fails once Terraform is gone, with the way to get it: manifests would not know what is there', async () => {
    const bare = await bareWorkspace({}, {}, { SUPERPOD_WORKSPACE: place.workspace })
    const [gone] = await refused(bare, 3, 'up').finally(() => bare.remove())
    expect(gone).toMatchObject({ code: 'tool/missing', path: 'terraform' })
    await upAgain()
  })
})

function missingHere(): string | undefined {
  if (!compiledTools) return 'the tools of the twin are not compiled'
  return terraformHere ? undefined : 'no terraform, or no providers in a mirror or registry'
}

/** Does something while Terraform holds the lock of a stack's state: it asks for an approval that nobody gives. */
async function withLockHeld(place: PodWorkspace, stack: string, effect: () => Promise<void>): Promise<void> {
  const apply = 'terraform apply -no-color -replace=kubernetes_limit_range_v1.train_defaults'
  const holder = startProgram('/bin/sh', ['-c', `sleep 300 | ${apply}`], {
    cwd: join(place.workspace, 'cdktf.out', 'stacks', stack),
    env: { PATH: searchPath, HOME: homedir(), CHECKPOINT_DISABLE: '1' },
    stopSignal: 'SIGINT',
  })
  try {
    await reached(holder, 'it held the lock', async () => existsSync(lockOf(place, stack)))
    await effect()
  } finally {
    await holder.stop()
  }
}

function lockOf({ files }: PodWorkspace, stack: string): string {
  return join(files, 'state', `.${stack}.tfstate.lock.info`)
}

/** States, and what an init records, of every stack. */
async function terraformFiles({ workspace }: PodWorkspace): Promise<string[]> {
  const all = await readdir(workspace, { recursive: true, withFileTypes: true })
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => /\/state\/[^/]+\.tfstate$|\.terraform\/[^/]+$|\.terraform\.lock\.hcl$|\.plan$/.test(file))
}
