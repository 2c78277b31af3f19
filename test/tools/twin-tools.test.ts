import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { silent } from '#core'
import { output, twinTools, versionIn } from '#tools'
import { pinsHash } from '../../tools/build-plan.ts'
import { goPlatform } from '../../tools/go.ts'
import { programsIn, toolFolders } from '../../tools/tool-cache.ts'
import { twinPlan } from '../../tools/twin-plan.ts'

const cache = join(homedir(), '.cache', 'superpod')
const env = { PATH: '/usr/bin:/bin', HOME: homedir() }
const plan = twinPlan()
const [folder] = await toolFolders(cache, { pins: await pinsHash(plan), platform: goPlatform() })
const compiled =
  folder &&
  (await programsIn(
    folder,
    plan.programs.map(({ name }) => name),
  ))

describe.skipIf(compiled?.size !== plan.programs.length)('with the tools of the twin compiled', () => {
  test.each(plan.programs.filter(({ versionArgs }) => versionArgs))(
    '$name tells its pinned version',
    async (program) => {
      const told = await output(compiled?.get(program.name) ?? '', program.versionArgs ?? [], { env })
      expect(versionIn(told)).toBe(program.version)
    },
  )

  test('they are found at once, without Go', async () => {
    const began = performance.now()
    const tools = await twinTools({ cache, progress: silent, env: { PATH: '/nowhere' } })
    expect(performance.now() - began).toBeLessThan(500)
    expect(tools.kubeApiserver).toBe(compiled?.get('kube-apiserver'))
  })

  test('the chart of Kueue is the same as folder and as archive, with the released image', async () => {
    const { helm, kueueChart, kueueChartArchive } = await twinTools({ cache, progress: silent, env })
    const [fromFolder, fromArchive] = await Promise.all(
      [kueueChart, kueueChartArchive].map((chart) => output(helm, ['template', 'kueue', chart], { env })),
    )
    expect(fromFolder).toBe(fromArchive)
    expect(fromFolder).toContain('image: "registry.k8s.io/kueue/kueue:v0.19.2"')
  })
})
