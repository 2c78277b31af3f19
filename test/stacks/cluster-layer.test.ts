import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Target } from '#config'
import { type PodModel, podModel } from '#model'
import { clusterLayer, type StackOutline, stackOutlines, synthesised } from '#stacks'
import { output } from '#tools'
import { loadedAnyPod } from '../kit/any-pod.ts'
import { repository } from '../kit/gefion.ts'
import { madeTargets } from '../kit/made-targets.ts'

/** What a process of its own has loaded of providers of clouds, once it has made the stacks of a target. */
async function loadedProviders(target: string): Promise<string[]> {
  const script = join(repository, 'test', 'kit', 'loaded-providers.ts')
  const told = await output(process.execPath, ['--import', 'tsx', script, target], {
    env: { HOME: homedir() },
    cwd: repository,
  })
  return JSON.parse(told)
}

describe('the package of a cloud', () => {
  test.each([
    ['twin', []],
    ['kubeconfig', []],
    ['kind', []],
    ['eks', ['aws']],
    ['gke', ['google']],
    ['aks', ['azurerm']],
  ])('is loaded for its own targets alone (%s)', async (target, providers) => {
    expect(await loadedProviders(target)).toEqual(providers)
  })
})

describe('the stack of a cluster', () => {
  test.each(Object.keys(madeTargets).filter((kind) => kind !== 'twin'))(
    'comes first on %s, and knows no kubeconfig',
    async (kind) => {
      const model = modelOn(kind)
      const [first, second] = stackOutlines(model, await clusterLayer(model.target.kind))
      expect(first?.name).toBe(`tiny-${kind}-cluster`)
      expect(second?.layer).toBe('platform')
      const { json, files } = synthesised(first as StackOutline)
      expect(Object.keys(json.terraform?.['required_providers'] as object)).toHaveLength(1)
      expect(JSON.stringify(json.provider)).not.toContain('config_path')
      expect(files).toEqual({})
    },
  )

  test('is only named where its layer was not loaded', () => {
    const [first] = stackOutlines(modelOn('eks'))
    expect(first?.name).toBe('tiny-eks-cluster')
    expect(() => synthesised(first as StackOutline)).toThrow('before its layer was loaded')
  })
})

function modelOn(kind: string): PodModel {
  const target = { name: kind, ...Target.parse(madeTargets[kind]) }
  return podModel({ ...loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 }), target })
}
