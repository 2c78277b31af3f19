import { expect, test } from 'vitest'
import { GpuOperatorRelease } from '#constructs'
import { chartPaths, isKnown, withSubcharts, writtenPaths } from '../kit/chart-paths.ts'
import { fillPlatform, gpuTaint, placement } from '../kit/every-construct.ts'
import { jsonOf, valuesAt } from '../kit/loose-stack.ts'

const platform = jsonOf(fillPlatform)

/** File systems of EXAScaler: a map by name, of which the chart's own values hold an example. */
const fileSystem = /^config\.exascaler_map\..*/

test.each([
  ['helm_release.jobset', 'jobset-v0.12.0'],
  ['helm_release.kubeflow-trainer', 'kubeflow-trainer-v2.3.0'],
  ['helm_release.kueue', 'kueue-v0.19.2'],
  ['helm_release.gpu-operator', 'gpu-operator-v26.3.2'],
  ['helm_release.network-operator', 'network-operator-v26.1.2'],
  ['helm_release.network-operator', 'network-operator-v26.4.1'],
  ['helm_release.exa-csi', 'exa-csi-v2.9.0'],
  ['helm_release.vastcsi', 'vastcsi-0.1.0'],
  ['helm_release.csi-wekafsplugin', 'csi-wekafsplugin-v2.8.8'],
  ['helm_release.csi-driver-nfs', 'csi-driver-nfs-v4.13.4'],
  ['helm_release.local-path-provisioner', 'local-path-provisioner-v0.0.36'],
  ['helm_release.aws-fsx-csi-driver', 'aws-fsx-csi-driver-v1.9.0'],
  ['helm_release.compute-domains', 'dra-driver-nvidia-gpu-v0.4.1'],
  ['helm_release.fake-gpu-operator', 'fake-gpu-operator-v0.2.0'],
])('every value of %s is one that its chart has (%s)', (address, file) => {
  const paths = chartPaths(file)
  const written = writtenPaths(valuesAt(platform, address))
  expect(written.length).toBeGreaterThan(2)
  const named = written.map((path) => path.replace(fileSystem, 'config.exascaler_map.exa1.exaFS'))
  expect(named.filter((path) => !isKnown(path, paths))).toEqual([])
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

const gpuOperator = (version: string, props: object) =>
  writtenPaths(
    valuesAt(
      jsonOf((stack) => {
        const common = { version, namespace: 'gpu-operator', placement, systemTaints: [gpuTaint] }
        new GpuOperatorRelease(stack, 'gpu-operator', { ...common, ...props })
      }),
      'helm_release.gpu-operator',
    ),
  )

const managedDriver = { autoUpgrade: false, maxUnavailable: 1, maxParallel: 1, drain: false }
const replicas = { 'time-slicing-4': { kind: 'time-slicing', replicas: 4 } } as const

test.each([
  ['26.3.2', { managedDriver, replicas }],
  ['26.7.0', { managedDriver, replicas }],
  ['26.7.0', { gpuCluster: true, isolation: 'cdi', nodeFeatureDiscovery: false }],
])('every value of a gpu-operator %s with all that it may do is one that its chart has', (version, props) => {
  const paths = chartPaths(`gpu-operator-v${version}`)
  const written = gpuOperator(version, props)
  expect(written.length).toBeGreaterThan(8)
  expect(written.filter((path) => !isKnown(path, paths))).toEqual([])
})

test('a GPUCluster is no value of a gpu-operator before 26.7', () => {
  const paths = chartPaths('gpu-operator-v26.3.2')
  expect(gpuOperator('26.3.2', { gpuCluster: true }).filter((path) => !isKnown(path, paths))).toEqual([
    'clusterPolicy.deployCR',
    'gpuCluster.deployCR',
  ])
})
