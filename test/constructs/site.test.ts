import { describe, expect, test } from 'vitest'
import { type ChartSite, chartSite, chartSites, publicHosts } from '#catalog'
import { siteObject } from '../../constructs/site-object.ts'
import { siteValues } from '../../constructs/site-values.ts'
import { chartDefaults, chartPaths, isKnown, writtenPaths } from '../kit/chart-paths.ts'

const site = {
  images: 'registry.example.org/mirror',
  pullSecrets: ['one', 'two'],
  registryCa: 'registry-ca',
  proxy: { http: 'http://proxy.example.org:3128', noProxy: ['.svc'] },
}

const files: Readonly<Record<string, string>> = {
  'gpu-operator 26.3.2': 'gpu-operator-v26.3.2',
  'gpu-operator 26.7.0': 'gpu-operator-v26.7.0',
  'dra-driver-nvidia-gpu 0.4.1': 'dra-driver-nvidia-gpu-v0.4.1',
  'network-operator 26.1.2': 'network-operator-v26.1.2',
  'network-operator 26.4.1': 'network-operator-v26.4.1',
  'kueue 0.19.2': 'kueue-v0.19.2',
  'jobset 0.12.0': 'jobset-v0.12.0',
  'kubeflow-trainer 2.3.0': 'kubeflow-trainer-v2.3.0',
  'kube-prometheus-stack 88.5.3': 'kube-prometheus-stack-88.5.3',
  'csi-driver-nfs 4.13.4': 'csi-driver-nfs-v4.13.4',
  'exa-csi 2.9.0': 'exa-csi-v2.9.0',
  'csi-wekafsplugin 2.8.8': 'csi-wekafsplugin-v2.8.8',
  'vastcsi 0.1.0': 'vastcsi-0.1.0',
  'local-path-provisioner 0.0.36': 'local-path-provisioner-v0.0.36',
  'fake-gpu-operator 0.2.0': 'fake-gpu-operator-v0.2.0',
  'aws-fsx-csi-driver 1.17.0': 'aws-fsx-csi-driver-v1.9.0',
}

/** Read by the chart's templates, and not among its values. */
const unwritten = ['dcgm.imagePullSecrets', 'dcgmExporter.imagePullSecrets']

const leaf = (values: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values)

describe.each(chartSites.map((known) => [`${known.chart} ${known.version}`, known] as const))('%s', (name, known) => {
  const file = files[name] ?? ''
  const values = siteValues(known.chart, known.version, {}, site)

  test('takes from its site only what it has a value for', () => {
    const paths = chartPaths(file)
    const written = writtenPaths(values)
    expect(written.length).toBeGreaterThan(0)
    expect(written.filter((path) => !isKnown(path, paths) && !unwritten.includes(path))).toEqual([])
  })

  test('draws no image from a public home that the site does not move', () => {
    const atHome = [...chartDefaults(file)].filter(([path, text]) => isHome(text) && /image|repo|registry/i.test(path))
    const left = atHome.filter(([path]) => !String(leaf(values, path)).startsWith(site.images))
    expect(left).toEqual([])
  })
})

function isHome(text: string): boolean {
  return publicHosts.some((host) => text === host || text.startsWith(`${host}/`))
}

test('no two images of different homes meet below one registry', () => {
  const named = new Map<string, string>()
  for (const { name } of chartSites.flatMap((known: ChartSite) => known.images)) {
    if (name === '') continue
    const path = name.slice(name.indexOf('/'))
    expect(named.get(path) ?? name).toBe(name)
    named.set(path, name)
  }
  expect(named.size).toBeGreaterThan(40)
})

test('what a construct writes itself stands, its images moved', () => {
  const written = {
    operator: { repository: 'nvcr.io/other', imagePullSecrets: ['own'] },
    list: ['quay.io/a/b:1', 'quay.io'],
  }
  expect(siteValues('gpu-operator', '26.3.2', written, site)).toMatchObject({
    operator: { repository: 'registry.example.org/mirror/other', imagePullSecrets: ['own'] },
    list: ['registry.example.org/mirror/a/b:1', 'quay.io'],
    driver: { env: expect.arrayContaining([{ name: 'http_proxy', value: 'http://proxy.example.org:3128' }]) },
  })
})

test('a chart version that is not recorded is moved as the one that is', () => {
  expect(chartSite('gpu-operator', 'v99.1.0')?.version).toBe('26.3.2')
  expect(chartSite('unheard-of', '1.0.0')).toBeUndefined()
  expect(siteValues('unheard-of', '1.0.0', { image: 'ghcr.io/a/b' }, site)).toEqual({
    image: 'registry.example.org/mirror/a/b',
  })
})

test('a custom resource that names images takes Secrets, and what builds on a node the proxy and the CA', () => {
  const image = (name: string) => ({ image: name, repository: 'nvcr.io/nvidia/mellanox', version: '1' })
  const policy = {
    apiVersion: 'mellanox.com/v1alpha1',
    kind: 'NicClusterPolicy',
    metadata: { name: 'nic-cluster-policy' },
    spec: { nvIpam: image('nvidia-k8s-ipam'), ofedDriver: image('doca-driver') },
  }
  expect(siteObject(policy, site)['spec']).toMatchObject({
    nvIpam: { repository: 'registry.example.org/mirror/nvidia/mellanox', imagePullSecrets: ['one', 'two'] },
    ofedDriver: { certConfig: { name: 'registry-ca' }, env: expect.anything() },
  })
  expect(siteObject(policy, { pullSecrets: [] })).toEqual(policy)
})
