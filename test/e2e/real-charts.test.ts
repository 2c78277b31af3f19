import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { KubeObject } from '#core'
import { stackOutlines, synthesised } from '#stacks'
import { output } from '#tools'
import { valuesAt } from '../kit/loose-stack.ts'
import { combinedPod, platformCombinations } from '../kit/platform-combinations.ts'
import { compiledTools } from '../kit/small-twin.ts'

/** Platforms whose Kueue superpod installs: ten whose values differ most. */
const tried = platformCombinations.filter(({ kueue }) => kueue === 'superpod').slice(0, 10)

describe.skipIf(!compiledTools)(
  `the real chart of Kueue (the others cannot be had)${compiledTools ? '' : ' (skipped: no compiled tools)'}`,
  () => {
    let folder: string
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'real-chart-'))
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test.each(tried)('takes the values of a platform of $generation with $sharing GPUs', async (row) => {
      const [platform] = stackOutlines(combinedPod(row))
      if (!platform || !compiledTools) throw new Error('there is no platform, or no helm')
      const file = join(folder, 'values.json')
      await writeFile(file, JSON.stringify(valuesAt(synthesised(platform).json, 'helm_release.kueue')))
      const args = ['template', 'kueue', compiledTools.kueueChart, '--namespace', 'kueue-system', '--values', file]
      const text = await output(compiledTools.helm, args, { env: { PATH: '/usr/local/bin:/usr/bin:/bin' } })
      const objects = parseAllDocuments(text).flatMap((document) => (document.toJSON() as KubeObject | null) ?? [])
      const controller = objects.find(({ kind }) => kind === 'Deployment') as Deployment | undefined
      expect(objects.length).toBeGreaterThan(50)
      expect(controller?.spec.replicas).toBe(2)
      expect(controller?.spec.template.spec.nodeSelector).toEqual({ 'superpod/role': 'management' })
    })
  },
)

interface Deployment extends KubeObject {
  readonly spec: {
    readonly replicas: number
    readonly template: { readonly spec: { readonly nodeSelector?: Readonly<Record<string, string>> } }
  }
}
