import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bareWorkspace } from '../kit/environment/bare-path.ts'
import { refused } from '../kit/environment/refused.ts'
import { silentPort } from '../kit/environment/remote-target.ts'
import { kill, livingProcesses, programsOf } from '../kit/interrupted/living-process.ts'
import type { PodWorkspace } from '../kit/interrupted/pod-workspace.ts'
import { isSettled, succeeds } from '../kit/interrupted/settled-pod.ts'
import { differences, settledState } from '../kit/interrupted/settled-state.ts'
import { compiledTools } from '../kit/small-twin.ts'

const minute = 60_000
const missing = compiledTools ? undefined : 'the tools of the twin are not compiled'

const it = (title: string, body: () => Promise<void>) =>
  test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 5 * minute }, body)

describe('a twin on a machine without Terraform', () => {
  let place: PodWorkspace
  let state: ReadonlyMap<string, string>
  beforeAll(async () => {
    if (!missing) place = await bareWorkspace()
  })
  afterAll(async () => place?.remove(), minute)

  const isAsBefore = async () => {
    expect(differences(state, await settledState(place.cluster))).toEqual([])
    await isSettled(place)
  }

  it('comes up by manifests, and says why', async () => {
    const { exitCode, data, stderr } = await place.json('up')
    expect(exitCode, stderr).toBe(0)
    expect(data).toMatchObject({ delivery: 'manifests', why: 'terraform is not on PATH', proof: { systems: 16 } })
    state = await settledState(place.cluster)
  })

  it('takes other ports where somebody else has those that it had', async () => {
    const before = await portsOf(place)
    await succeeds(place, 'down')
    for (const port of before) await silentPort(port)
    await succeeds(place, 'up')
    expect((await portsOf(place)).filter((port) => before.includes(port))).toEqual([])
    await isAsBefore()
  })

  it('is started again by up where its API server hangs; any other command says that it does not answer', async () => {
    for (const { pid, name } of await livingProcesses(place.root)) if (name === 'kube-apiserver') kill(pid, 'SIGSTOP')
    const [stopped] = await refused(place, 3, 'plan')
    expect(stopped).toMatchObject({ code: 'twin/stopped', remedy: expect.stringContaining('./superpod up') })
    await succeeds(place, 'up')
    await isAsBefore()
  })

  for (const [how, part] of [
    ['cut short', 0.5],
    ['emptied', 0],
  ] as const) {
    it(`makes up for each file of its bookkeeping that was ${how}`, async () => {
      const files = await bookkeeping(place)
      expect(files.map((file) => file.slice(place.workspace.length))).toEqual(expect.arrayContaining(expectedFiles))
      for (const file of files) await truncate(file, Math.floor((await readFile(file)).length * part))
      await succeeds(place, 'up')
      await isAsBefore()
    })
  }

  it('fails where what is known of it was cut short, touches nothing, and goes as a whole', async () => {
    const file = join(place.files, 'twin', 'twin.json')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.slice(0, 100))
    const [damaged] = await refused(place, 3, 'up')
    expect(damaged).toMatchObject({
      code: 'twin/state-damaged',
      path: file,
      remedy: expect.stringContaining('destroy'),
    })
    await writeFile(file, text)
    await succeeds(place, 'up')
    await isAsBefore()
    await writeFile(file, '')
    await succeeds(place, 'destroy')
    expect(await programsOf(place.root)).toEqual([])
    expect(await place.left()).toEqual([])
  })
})

/** Files of which at least these are bookkeeping, in the workspace. */
const expectedFiles = [
  '/.superpod/small/twin/applied/small-twin-platform.json',
  '/.superpod/small/twin/children/small-twin-platform.json',
  '/.superpod/small/twin/cluster.json',
  '/.superpod/small/twin/delivery.lock',
  '/.superpod/small/twin/kubeconfig',
  '/.superpod/small/twin/twin.lock',
  '/.superpod/small/twin/twin/agent.json',
  '/.superpod/small/twin/twin/members/ada-member.kubeconfig',
  '/cdktf.out/stacks/small-twin-platform/cdk.tf.json',
]

/**
 * Our own files, but those that hold what exists nowhere else: a twin's `twin.json`, and states. What a command leaves
 * behind only when it is killed is put there.
 */
async function bookkeeping({ files, workspace }: PodWorkspace): Promise<string[]> {
  const leftOver = JSON.stringify({
    pid: 4_000_000,
    host: 'another',
    token: 'a',
    started: '1',
    what: 'terraform apply',
  })
  for (const name of ['delivery.lock', 'twin.lock', 'children/small-twin-platform.json']) {
    await writeFile(join(files, name), leftOver)
  }
  const all = await readdir(workspace, { recursive: true, withFileTypes: true })
  return all
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\/twin\/twin\/(kwok|kueue|logs|\.kube|twin\.json)|\/state\/|\.terraform/.test(file))
}

async function portsOf({ files }: PodWorkspace): Promise<number[]> {
  const { ports } = JSON.parse(await readFile(join(files, 'twin', 'twin.json'), 'utf8'))
  return Object.values(ports)
}
