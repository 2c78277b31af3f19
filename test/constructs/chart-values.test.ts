import { expect, test } from 'vitest'
import { chartPaths, isKnown, writtenPaths } from '../kit/chart-paths.ts'
import { fillPlatform } from '../kit/every-construct.ts'
import { jsonOf, valuesAt } from '../kit/loose-stack.ts'

const platform = jsonOf(fillPlatform)

test.each([
  ['helm_release.jobset', 'jobset-v0.12.0'],
  ['helm_release.kubeflow-trainer', 'kubeflow-trainer-v2.3.0'],
  ['helm_release.kueue', 'kueue-v0.19.2'],
  ['helm_release.gpu-operator', 'gpu-operator-v26.3.2'],
  ['helm_release.network-operator', 'network-operator-v26.1.2'],
  ['helm_release.network-operator', 'network-operator-v26.4.1'],
])('every value of %s is one that its chart has (%s)', (address, file) => {
  const paths = chartPaths(file)
  const written = writtenPaths(valuesAt(platform, address))
  expect(written.length).toBeGreaterThan(3)
  expect(written.filter((path) => !isKnown(path, paths))).toEqual([])
})

test('a value that no chart has is noticed', () => {
  const paths = chartPaths('gpu-operator-v26.3.2')
  expect(['driver.enable', 'nfd.deployNodeFeatureRules'].filter((path) => isKnown(path, paths))).toEqual([])
})
