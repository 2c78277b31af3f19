import { afterAll, beforeAll, expect } from 'vitest'
import type { DeliveryKind } from '#delivery'
import type { TwinTools } from '#tools'
import { releaseStatuses } from './kueue-release.ts'
import { programsOf } from './living-process.ts'
import { type NextKueueMirror, nextKueueMirror } from './next-kueue.ts'
import { type PodWorkspace, podWorkspace } from './pod-workspace.ts'
import { differences, settledState } from './settled-state.ts'

const minute = 60_000

/** Processes of a twin that runs: nothing of a delivery is among them. */
const twinPrograms = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kueue',
  'kwok-controller',
  'twin-agent',
]

/** A pod that was brought up without disturbance: the measure for others. */
export interface UndisturbedPod {
  readonly delivery: DeliveryKind
  /** Why there is none on this machine; undefined where there is one. */
  readonly missing: string | undefined
  /** Its mirror has the next Kueue chart too. */
  readonly place: PodWorkspace
  readonly state: ReadonlyMap<string, string>
  /** How long the first `up` took. */
  readonly seconds: number
  /** The words of an `up` by this delivery. */
  readonly up: readonly [string, ...string[]]
}

/** Brings a pod up before the tests of a file, and takes it away after them. Its fields are there from then on. */
export function undisturbedPod(
  delivery: DeliveryKind,
  tools: TwinTools | undefined,
  missing: string | undefined,
): UndisturbedPod {
  const up = ['up', '--delivery', delivery] as const
  let mirror: NextKueueMirror | undefined
  let made: Pick<UndisturbedPod, 'place' | 'state' | 'seconds'> | undefined
  beforeAll(async () => {
    if (missing !== undefined || !tools) return
    mirror = await nextKueueMirror(tools)
    const place = await podWorkspace({ SUPERPOD_MIRROR: mirror.folder })
    made = { place, state: new Map(), seconds: 0 }
    const seconds = await succeeds(place, ...up)
    made = { place, seconds, state: await settledState(place.cluster) }
  }, 8 * minute)
  afterAll(async () => {
    await made?.place.remove()
    await mirror?.remove()
  }, minute)
  const there = () => {
    if (made) return made
    throw new Error('the pod is there in tests only')
  }
  return {
    delivery,
    missing,
    up,
    get place() {
      return there().place
    },
    get state() {
      return there().state
    },
    get seconds() {
      return there().seconds
    },
  }
}

/** Runs a command that must succeed. @returns the seconds that it took */
export async function succeeds(place: PodWorkspace, command: string, ...words: string[]): Promise<number> {
  const began = performance.now()
  const { exitCode, stderr } = await place.run(command, ...words)
  expect(exitCode, stderr).toBe(0)
  return (performance.now() - began) / 1000
}

/** The next `up` of an interrupted pod ends as if nothing had happened. */
export async function endsWell(
  place: PodWorkspace,
  { up }: Pick<UndisturbedPod, 'up'>,
  wanted: ReadonlyMap<string, string>,
): Promise<void> {
  await succeeds(place, ...up)
  expect(differences(wanted, await settledState(place.cluster))).toEqual([])
  await isSettled(place)
}

/** Nothing is left to do, nothing is in the middle of something, and no process is left over. */
export async function isSettled(place: PodWorkspace): Promise<void> {
  const { exitCode, data, stderr } = await place.json('plan', '--all')
  expect(exitCode, stderr).toBe(0)
  expect(data.stacks.flatMap(({ changes }: { changes: unknown[] }) => changes)).toEqual([])
  expect((await releaseStatuses(place)).filter((status) => /pending|uninstalling/.test(status))).toEqual([])
  expect(await programsOf(place.root)).toEqual(twinPrograms)
}
