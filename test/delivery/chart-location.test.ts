import { expect, test } from 'vitest'
import { chartLocation, chartName, helmChartArguments } from '../../delivery/chart-location.ts'

const kueue = { chart: 'kueue', repository: 'oci://registry.k8s.io/kueue/charts', version: '0.19.2' }
const places = { mirror: '/mirror/charts', mirrored: ['kueue-0.19.2.tgz'], charts: { 'kueue-0.19.2': '/tools/kueue' } }

test('a chart comes from the mirror before this machine, and from there before its public home', () => {
  expect(chartLocation(kueue, places)).toEqual({ from: 'mirror', chart: '/mirror/charts/kueue-0.19.2.tgz' })
  expect(chartLocation(kueue, { ...places, mirrored: [] })).toEqual({ from: 'machine', chart: '/tools/kueue' })
  const home = chartLocation(kueue, { ...places, mirrored: [], charts: {} })
  expect(helmChartArguments(home, '0.19.2')).toEqual([
    'oci://registry.k8s.io/kueue/charts/kueue',
    '--version',
    '0.19.2',
  ])
})

test('another version of a chart is another chart', () => {
  expect(chartLocation({ ...kueue, version: '0.19.3' }, places)).toMatchObject({ from: 'home' })
})

test('a version is found with and without its v', () => {
  const gpu = { chart: 'gpu-operator', version: 'v26.3.2' }
  const found = (file: string) => chartLocation(gpu, { ...places, mirrored: [file] })
  expect(found('gpu-operator-v26.3.2.tgz')).toMatchObject({ from: 'mirror' })
  expect(found('gpu-operator-26.3.2.tgz')).toMatchObject({ from: 'mirror' })
})

test('a chart of a Helm repository is named with its repository, and one of the stack by its path', () => {
  const home = chartLocation({ chart: 'gpu-operator', repository: 'https://helm.example', version: 'v1' }, places)
  expect(helmChartArguments(home, 'v1')).toEqual(['gpu-operator', '--repo', 'https://helm.example', '--version', 'v1'])
  expect(helmChartArguments(chartLocation({ chart: './charts/objects' }, places), '1')).toEqual(['./charts/objects'])
})

test('the name of a chart is known from its path', () => {
  expect(['./charts/objects', './.charts/kueue-0.19.2.tgz', 'gpu-operator'].map(chartName)).toEqual([
    'objects',
    'kueue',
    'gpu-operator',
  ])
})
