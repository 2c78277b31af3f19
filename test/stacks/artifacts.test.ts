import { beforeAll, describe, expect, test } from 'vitest'
import { publicHosts } from '#catalog'
import type { LoadedPod } from '#config'
import { podModel } from '#model'
import { rendered } from '#render'
import type { TerraformJson } from '#terraform'
import { loadedGefion, stacksOf } from '../kit/gefion.ts'
import { texts } from '../kit/strings.ts'

const artifacts = { charts: 'oci://registry.example.org/charts', images: 'registry.example.org/mirror' }
const homes = [...publicHosts, 'helm.ngc.nvidia.com', 'github.io', 'githubusercontent.com']
const home = new RegExp(`(^|[^a-z0-9.-])(${homes.map((each) => each.replaceAll('.', '\\.')).join('|')})(?=[/:"]|$)`)

let gefion: LoadedPod
beforeAll(async () => {
  gefion = await loadedGefion('metal')
})

interface Combination {
  readonly gpuOperator: 'superpod' | 'external'
  readonly networkOperator: 'superpod' | 'external'
  readonly kueue: 'superpod' | 'external'
  readonly kind: 'twin' | 'kind' | 'kubeconfig'
}

const owners = ['superpod', 'external'] as const
const combinations: Combination[] = (['twin', 'kind', 'kubeconfig'] as const).flatMap((kind) =>
  owners.flatMap((gpuOperator) =>
    owners.flatMap((networkOperator) => owners.map((kueue) => ({ kind, gpuOperator, networkOperator, kueue }))),
  ),
)

/** A Gefion of other owners, on a site that asks for everything a site can. */
function model({ kind, ...owner }: Combination, site = true) {
  const { pod, target } = gefion
  if (!pod || !target) throw new Error('Gefion cannot be read')
  const { platform } = pod
  const components = Object.fromEntries(
    (['gpuOperator', 'networkOperator', 'kueue'] as const).map((key) => [key, { ...platform[key], owner: owner[key] }]),
  )
  const images = {
    pullSecrets: ['registry-key'],
    registryCa: 'registry-ca',
    prefetch: { torch: { image: 'nvcr.io/nvidia/pytorch:26.01-py3', pool: 'shared' } },
  }
  const proxy = { https: 'http://proxy.example.org:3128', noProxy: ['.example.org'] }
  const named = { ...platform, ...components, ...(site ? { images, proxy } : {}) } as typeof platform
  return podModel({
    ...gefion,
    pod: { ...pod, platform: named },
    target: { ...target, kind, ...(site ? { artifacts } : {}) },
  })
}

const everything = (combination: Combination, site?: boolean) =>
  [...stacksOf(model(combination, site)).values()].map(({ name, json }) => ({ name, ...rendered(json) }))

describe('with a registry and a chart repository of its own', () => {
  test.each(combinations)(
    'no stack names a public home: $kind, GPU operator $gpuOperator, network operator $networkOperator, Kueue $kueue',
    (combination) => {
      const stacks = everything(combination)
      expect(stacks.flatMap((stack) => texts(stack).filter(({ text }) => home.test(text)))).toEqual([])
    },
  )

  test('every chart comes from the one repository, and its own chart from beside it', () => {
    const [own] = combinations.filter(({ kind }) => kind === 'kubeconfig')
    const releases = everything(own ?? (combinations[0] as Combination)).flatMap((stack) => stack.releases)
    const repositories = releases.map(({ chart, repository }) => (chart.startsWith('./') ? 'beside' : repository))
    expect(new Set(repositories)).toEqual(new Set(['beside', artifacts.charts]))
  })

  test('an image keeps its path below the registry', () => {
    const [stack] = everything({
      kind: 'kubeconfig',
      gpuOperator: 'superpod',
      networkOperator: 'superpod',
      kueue: 'superpod',
    })
    const found = texts(stack?.releases).map(({ text }) => text)
    expect(found).toContain('registry.example.org/mirror/nvidia/pytorch:26.01-py3')
    expect(found).toContain('registry.example.org/mirror/nvidia/cloud-native')
    expect(found).toContain('registry.example.org/mirror/pause:3.10')
  })
})

test('without one, stacks name public homes, so that the search for them finds something', () => {
  const [stack] = everything(
    { kind: 'kubeconfig', gpuOperator: 'superpod', networkOperator: 'superpod', kueue: 'superpod' },
    false,
  )
  expect(texts(stack).filter(({ text }) => home.test(text)).length).toBeGreaterThan(2)
})

test('a namespace of a tenant pulls with the Secrets of its site, and holds its proxy', () => {
  const stacks = everything({
    kind: 'kubeconfig',
    gpuOperator: 'superpod',
    networkOperator: 'superpod',
    kueue: 'superpod',
  })
  const objects = stacks.find(({ name }) => name.endsWith('-genomics'))?.objects.map(({ object }) => object) ?? []
  const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount')
  expect(accounts).toMatchObject([
    { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'registry-key' }] },
    { metadata: { name: 'default' }, imagePullSecrets: [{ name: 'registry-key' }] },
  ])
  const proxies = objects.filter(({ kind }) => kind === 'ConfigMap')
  expect(proxies.map(({ metadata }) => metadata.namespace)).toEqual(accounts.map(({ metadata }) => metadata.namespace))
  expect(proxies[0]).toMatchObject({
    data: { HTTPS_PROXY: 'http://proxy.example.org:3128', no_proxy: expect.stringContaining('.svc,') },
  })
})

test('a large image is drawn on systems of its pool alone, past their taints, and no release waits for it', () => {
  const { json } = stacksOf(
    model({ kind: 'kubeconfig', gpuOperator: 'superpod', networkOperator: 'superpod', kueue: 'superpod' }),
  ).get('gefion-metal-platform') ?? { json: {} as TerraformJson }
  expect(json.resource?.['helm_release']?.['prefetch']).toMatchObject({ wait: false })
  const release = rendered(json).releases.find(({ name }) => name === 'prefetch')
  expect(release?.objects).toMatchObject([
    {
      kind: 'DaemonSet',
      metadata: { name: 'prefetch-torch', namespace: 'superpod-system' },
      spec: {
        template: {
          spec: {
            nodeSelector: { 'superpod/pool': 'shared' },
            tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal' }],
            imagePullSecrets: [{ name: 'registry-key' }],
          },
        },
      },
    },
  ])
})
