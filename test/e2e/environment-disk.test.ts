import { mkdtemp, open, readdir, readFile, rm, rmdir, statfs } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { output, run } from '#tools'
import { terraformHere } from '../delivery/kit/tiny-machine.ts'
import { refused } from '../kit/environment/refused.ts'
import { reached } from '../kit/interrupted/kueue-release.ts'
import { type PodWorkspace, podWorkspace } from '../kit/interrupted/pod-workspace.ts'
import { isSettled, succeeds } from '../kit/interrupted/settled-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000
const env = { PATH: '/usr/sbin:/sbin:/usr/bin:/bin', HOME: homedir() }
const delivery = terraformHere ? 'terraform' : 'manifests'

const disk = await smallDisk()
const missing = missingHere()

const it = (title: string, body: () => Promise<void>) =>
  test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 6 * minute }, body)

describe('a workspace on a disk that is full', () => {
  let place: PodWorkspace
  beforeAll(async () => {
    if (!missing && disk) place = await podWorkspace({}, { under: disk })
  })
  afterAll(async () => {
    await place?.remove()
    if (!disk) return
    await output('umount', [disk], { env })
    await rmdir(disk)
  }, minute)

  it('fails before a twin is made, and is brought up once there is space', async () => {
    await filled(async () => {
      const [full] = await refused(place, 3, 'up', '--delivery', delivery)
      expect(full?.code).toMatch(/^(disk\/full|twin\/disk-full)$/)
      expect(full?.remedy).toContain('free some space')
    })
    await succeeds(place, 'up', '--delivery', delivery)
    await isSettled(place)
  })

  it('fails in the middle of a change, loses nothing, and makes it once there is space', async () => {
    await place.edit('tenants/ada.yaml', (text) => text.replace('burst: 128', 'burst: 136'))
    await filled(async () => {
      const [full] = await refused(place, 3, 'up')
      expect(full?.code).toMatch(/^(disk\/full|twin\/disk-full)$/)
    })
    await succeeds(place, 'up')
    await isSettled(place)
  })

  it('fails when the disk fills up while a change is applied, and makes all of it once there is space', async () => {
    await place.edit('tenants/ada.yaml', (text) => text.replace('train: {}', 'train: {}, serve: {}'))
    const command = place.start('up')
    await reached(command, 'it applied', async () => (await childrenOf(place)).includes('small-twin-tenant-ada'))
    await filled(async () => {
      const { exitCode, stderr } = await command.ended
      expect(exitCode, stderr).toBe(3)
      expect(stderr).not.toMatch(/^ +at .*:\d+/m)
    })
    await succeeds(place, 'up')
    await isSettled(place)
  })
})

/** Stacks that a program of a delivery is at work for, and what it does. */
async function childrenOf({ files }: PodWorkspace): Promise<string[]> {
  const folder = join(files, 'children')
  const names = await readdir(folder).catch(() => [])
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => '')))
  return names.filter((_, i) => / (apply|upgrade)/.test(texts[i] ?? '')).map((name) => name.replace(/\..*/, ''))
}

/** Does something while the disk has no space left. */
async function filled(effect: () => Promise<void>): Promise<void> {
  const file = join(disk ?? '', 'filler')
  const filler = await open(file, 'w')
  try {
    const block = Buffer.alloc(1 << 16)
    // it ends with a fault: that is what it is for
    for (;;) if ((await filler.write(block).catch(() => undefined)) === undefined) break
    await filler.close()
    expect((await statfs(disk ?? '')).bavail).toBe(0)
    await effect()
  } finally {
    await rm(file, { force: true })
  }
}

/** A disk of a quarter of a gibibyte, where this user may mount one. */
async function smallDisk(): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-disk-'))
  const { exitCode } = await run('/bin/sh', ['-c', `mount -t tmpfs -o size=320m,mode=700 superpod-test ${folder}`], {
    env,
  })
  if (exitCode === 0) return folder
  await rmdir(folder)
  return undefined
}

function missingHere(): string | undefined {
  if (!compiledTools) return 'the tools of the twin are not compiled'
  return disk ? undefined : 'only root may mount a small disk'
}
