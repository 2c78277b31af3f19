import { expect, test } from 'vitest'
import { chartPaths, isKnown, withSubcharts, writtenPaths } from '../kit/chart-paths.ts'
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

test('every value of kube-prometheus-stack is one that it or a subchart of it has', () => {
  const paths = withSubcharts('kube-prometheus-stack-88.5.3', {
    grafana: 'grafana-12.11.1',
    'kube-state-metrics': 'kube-state-metrics-8.4.0',
    'prometheus-node-exporter': 'prometheus-node-exporter-4.56.1',
  })
  // the chart writes whatever stands there into Grafana's own settings file
  paths.set('grafana.grafana\\.ini', 'map')
  const written = writtenPaths(valuesAt(platform, 'helm_release.kube-prometheus-stack'))
  expect(written.length).toBeGreaterThan(40)
  expect(written.filter((path) => !isKnown(path, paths))).toEqual([])
})

test('a value that no chart has is noticed', () => {
  const paths = chartPaths('gpu-operator-v26.3.2')
  expect(['driver.enable', 'nfd.deployNodeFeatureRules'].filter((path) => isKnown(path, paths))).toEqual([])
})
