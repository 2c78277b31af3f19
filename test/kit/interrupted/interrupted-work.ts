import { describe, expect, test } from 'vitest'
import { killCommand, type Reach } from './kill-point.ts'
import { reached, reachedKueue } from './kueue-release.ts'
import { programsOf } from './living-process.ts'
import { nextKueueVersion } from './next-kueue.ts'
import { endsWell, isSettled, succeeds, type UndisturbedPod } from './settled-pod.ts'
import { settledState } from './settled-state.ts'

const minute = 60_000

/** The tests of what is interrupted on a pod that is up: an upgrade, a stop, a start, a destruction. */
export function interruptedWork(pod: UndisturbedPod): void {
  const { delivery, missing, up } = pod
  const it = (title: string, body: () => Promise<void>) =>
    test(missing ? `${title} (${missing})` : title, { skip: missing !== undefined, timeout: 8 * minute }, body)
  const stopped = async (words: readonly [string, ...string[]], reach: Reach, isThere: () => Promise<boolean>) => {
    const command = pod.place.start(...words)
    await reached(command, 'it could be killed', isThere)
    await killCommand(pod.place, command.pid, reach)
    await command.ended
  }
  const upgradeStopped = async (reach: Reach, words: UndisturbedPod['up'] = up) => {
    const command = pod.place.start(...words)
    await reachedKueue(pod.place, command, 'pending-upgrade')
    await killCommand(pod.place, command.pid, reach)
    await command.ended
  }
  const programs = () => programsOf(pod.place.root)
  const kueueVersion = (version: string) => pod.place.edit('superpod.yaml', (text) => withKueue(text, version))

  describe(`a pod that is up by ${delivery}`, () => {
    let upgraded: ReadonlyMap<string, string>

    it('is upgraded without disturbance, for comparison', async () => {
      await kueueVersion(nextKueueVersion)
      await succeeds(pod.place, ...up)
      await isSettled(pod.place)
      upgraded = await settledState(pod.place.cluster)
      expect([...upgraded.values()].filter((text) => text.includes(`kueue-${nextKueueVersion}`))).not.toEqual([])
    })

    it('killed inside the way back to an older chart, our process alone, goes on', async () => {
      // an older chart takes kinds away that the newer one may have brought, so it is asked for
      const back = { up: [...up, '--confirm', 'HelmRelease/kueue-system/kueue'] as const }
      await kueueVersion('0.19.2')
      await upgradeStopped('our process alone', back.up)
      await endsWell(pod.place, back, pod.state)
    })

    it('killed inside the upgrade of a chart, with all that it started, goes on', async () => {
      await kueueVersion(nextKueueVersion)
      await upgradeStopped('with all that it started')
      await endsWell(pod.place, pod, upgraded)
    })

    it('a stop that was killed is finished by the next one', async () => {
      await stopped(['down'], 'our process alone', async () => !(await programs()).includes('twin-agent'))
      expect(await programs()).not.toEqual([])
      await succeeds(pod.place, 'down')
      expect(await programs()).toEqual([])
    })

    it('a start that was killed is finished by the next one', async () => {
      await stopped(up, 'with all that it started', async () => (await programs()).includes('etcd'))
      await endsWell(pod.place, pod, upgraded)
    })

    it('a destruction that was killed once the queues were drained is taken back by up', async () => {
      await stopped(['destroy'], 'our process alone', async () => {
        const queues = await pod.place.cluster.list(clusterQueues)
        return queues.some(({ spec }) => (spec as { stopPolicy?: string }).stopPolicy === 'HoldAndDrain')
      })
      await endsWell(pod.place, pod, upgraded)
    })

    it('a destruction that was killed among the stacks is taken back by up', async () => {
      await stopped(['destroy'], 'with all that it started', async () => {
        const left = await pod.place.cluster.list(tenantNamespaces)
        return left.length < 3 || left.some(({ metadata }) => metadata.deletionTimestamp)
      })
      await endsWell(pod.place, pod, upgraded)
    })

    it('a destruction that was killed while the twin went is finished by the next one', async () => {
      await stopped(['destroy'], 'our process alone', async () => !(await programs()).includes('twin-agent'))
      await succeeds(pod.place, 'destroy')
      expect(await programs()).toEqual([])
      expect(await pod.place.left()).toEqual([])
    })
  })
}

const clusterQueues = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue' }
const tenantNamespaces = { apiVersion: 'v1', kind: 'Namespace', labels: { 'superpod/tenant': undefined } }

function withKueue(text: string, version: string): string {
  return `${text.replace(/^platform:.*\n/m, '')}platform: { kueue: { version: ${version} } }\n`
}
