import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { killCommand, killPoints, type Reach } from './kill-point.ts'
import { reachedKueue } from './kueue-release.ts'
import { podWorkspace } from './pod-workspace.ts'
import { endsWell, type UndisturbedPod } from './settled-pod.ts'

const minute = 60_000

/** Changes daily, so that other points are tried; the titles tell it. */
const seed = Math.floor(Date.now() / 86_400_000)

/** What stops a first `up` in the middle of Kueue's install. */
const stops: readonly Reach[] = ['our process alone', 'with all that it started']

/** The tests of a first `up` that is interrupted: the next one ends as an undisturbed one. */
export function interruptedUps(pod: UndisturbedPod): void {
  const { delivery, missing, up } = pod
  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 8 * minute }, body)
  const begun = async () => {
    const place = await podWorkspace()
    onTestFinished(() => place.remove(), minute)
    return { place, command: place.start(...up) }
  }

  describe(`a first up by ${delivery}`, () => {
    for (const { part, reach } of killPoints(seed, 10)) {
      it(`killed after ${Math.round(part * 100)} % of its time, ${reach}, goes on (seed ${seed})`, async () => {
        const { place, command } = await begun()
        await pause(part * pod.seconds * 1000)
        await killCommand(place, command.pid, reach)
        await command.ended
        await endsWell(place, pod, pod.state)
      })
    }

    for (const reach of stops) {
      it(`killed inside the install of a chart, ${reach}, goes on`, async () => {
        const { place, command } = await begun()
        await reachedKueue(place, command, 'pending-install')
        await killCommand(place, command.pid, reach)
        await command.ended
        await endsWell(place, pod, pod.state)
      })
    }

    it('interrupted inside the install of a chart, says what was reached, and goes on', async () => {
      const { place, command } = await begun()
      await reachedKueue(place, command, 'pending-install')
      process.kill(command.pid ?? 0, 'SIGINT')
      const { exitCode, stderr } = await command.ended
      expect(exitCode).toBe(130)
      expect(stderr).toMatch(
        /interrupted: nothing is lost.*\n {2}done: control plane, nodes.*\n {2}not finished: .*platform/,
      )
      await endsWell(place, pod, pod.state)
    })
  })
}
