import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { silent } from '#core'
import { filledMirror, mirrorFindings, missingParts, wantedMirror } from '#delivery'
import { drawnImages } from '../../delivery/mirror/drawn-images.ts'
import { imageList, listedImages } from '../../delivery/mirror/image-files.ts'

const platform = 'linux_amd64'
const json = {
  terraform: { required_providers: { helm: { source: 'registry.terraform.io/hashicorp/helm', version: '3.1.1' } } },
}
const kueue = {
  name: 'kueue',
  chart: 'kueue',
  repository: 'oci://registry.k8s.io/kueue/charts',
  version: '0.19.2',
  values: {},
}
const wanted = wantedMirror([{ json, objects: [], releases: [kueue] }])

/** A folder that is gone after the test, with these files. */
function folder(files: readonly string[] = []): string {
  const dir = mkdtempSync(join(tmpdir(), 'mirror-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const file of files) {
    mkdirSync(dirname(join(dir, file)), { recursive: true })
    writeFileSync(join(dir, file), file)
  }
  return dir
}

const whole = [
  'providers/registry.terraform.io/hashicorp/helm/3.1.1/linux_amd64/terraform-provider-helm_v3.1.1_x5',
  'providers/registry.opentofu.org/hashicorp/helm/terraform-provider-helm_3.1.1_linux_amd64.zip',
  'charts/kueue-0.19.2.tgz',
]

const sources = (own: string) => ({
  own,
  platform,
  env: { PATH: '/usr/bin:/bin' },
  progress: silent,
  signal: new AbortController().signal,
})

describe('what a mirror must hold', () => {
  test('is every provider for both engines, every chart, every image that is known', () => {
    expect(wanted.providers.map(({ source }) => source)).toEqual([
      'registry.opentofu.org/hashicorp/helm',
      'registry.terraform.io/hashicorp/helm',
    ])
    expect(wanted.charts).toEqual([{ name: 'kueue', version: '0.19.2', repository: kueue.repository }])
    expect(wanted.images).toEqual({ 'registry.k8s.io/kueue/kueue:v0.19.2': ['kueue 0.19.2'] })
  })

  test('is a chart too that no repository has, which somebody must put there, and none that is beside the JSON', async () => {
    const exa = { name: 'exa-csi', chart: 'exa-csi', version: '2.9.0', values: {} }
    const ours = { name: 'queues', chart: './charts/objects', version: '1.0.0', values: {} }
    const byHand = wantedMirror([{ json: {}, objects: [], releases: [exa, ours] }])
    expect(byHand.charts).toEqual([{ name: 'exa-csi', version: '2.9.0' }])
    const dir = folder()
    const missing = await missingParts(dir, byHand, platform)
    expect(
      mirrorFindings(dir, missing, byHand, platform).filter(({ code }) => code === 'mirror/chart-missing'),
    ).toEqual([expect.objectContaining({ remedy: expect.stringContaining('put exa-csi-2.9.0.tgz there') })])
  })

  test('has images of what values switch on, under the version that values name', () => {
    const operator = { ...kueue, chart: 'gpu-operator', version: 'v26.3.2' }
    const images = (values: object) => Object.keys(drawnImages([{ ...operator, values } as typeof operator], []).images)
    expect(images({ toolkit: { enabled: false } })).not.toContain('nvcr.io/nvidia/k8s/container-toolkit:v1.19.1')
    expect(images({ toolkit: { version: 'v1.20.0' } })).toContain('nvcr.io/nvidia/k8s/container-toolkit:v1.20.0')
    expect(images({})).toContain('nvcr.io/nvidia/gpu-operator:v26.3.2')
    expect(images({ dcgm: { enabled: true } })).toContain('nvcr.io/nvidia/cloud-native/dcgm:4.5.2-1-ubuntu22.04')
  })

  test('has images inside custom resources and pods', () => {
    const metadata = { name: 'one' }
    const part = { repository: 'nvcr.io/nvidia/mellanox', image: 'multus-cni', version: 'v1' }
    const { images } = drawnImages(
      [],
      [
        {
          apiVersion: 'mellanox.com/v1alpha1',
          kind: 'NicClusterPolicy',
          metadata,
          spec: { secondaryNetwork: { multus: part } },
        },
        {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata,
          spec: { initContainers: [{ image: 'a/b:1' }], containers: [{ image: 'c/d@sha256:0' }] },
        },
      ],
    )
    expect(images).toEqual({
      'a/b:1': ['Pod one'],
      'c/d@sha256:0': ['Pod one'],
      'nvcr.io/nvidia/mellanox/multus-cni:v1': ['NicClusterPolicy one'],
    })
  })

  test('says what is not known: a tag, a chart, a subchart', () => {
    const chart = (name: string, version: string, values = {}) => ({ ...kueue, chart: name, version, values })
    const { unknown } = drawnImages(
      [chart('gpu-operator', 'v26.3.2'), chart('kueue', '9.9.9'), chart('kube-prometheus-stack', '88.5.3')],
      [],
    )
    expect(unknown.join('\n')).toContain('nvcr.io/nvidia/driver: gpu-operator 26.3.2 draws it')
    expect(unknown).toContain('kueue 9.9.9: its images are not recorded')
    expect(unknown.join('\n')).toContain('kube-state-metrics 8.4.0')
  })
})

test('a list of images reads back as what it was made of', () => {
  expect(listedImages(imageList({ images: { 'a/b:1': ['x'], 'c/d:2': ['y', 'z'] }, unknown: ['kueue 9'] }))).toEqual([
    'a/b:1',
    'c/d:2',
  ])
})

describe('a check', () => {
  test('finds nothing missing where all is there, unpacked or as an archive', async () => {
    const dir = folder(whole)
    writeFileSync(join(dir, 'images.txt'), imageList(wanted))
    const missing = await missingParts(dir, wanted, platform)
    expect(mirrorFindings(dir, missing, wanted, platform)).toEqual([])
  })

  test.each([
    ['mirror/provider-missing', whole.slice(1)],
    ['mirror/provider-missing', whole.slice(0, 1).concat(whole.slice(2))],
    ['mirror/chart-missing', whole.slice(0, 2)],
    ['mirror/chart-missing', whole.slice(0, 2).concat('charts/kueue-0.19.1.tgz')],
  ])('fails: %s where the mirror has only %j', async (code, files) => {
    const dir = folder(files)
    writeFileSync(join(dir, 'images.txt'), imageList(wanted))
    const missing = await missingParts(dir, wanted, platform)
    expect(mirrorFindings(dir, missing, wanted, platform).map((finding) => finding.code)).toEqual([code])
  })

  test('fails: everything is missing from a mirror that is not there, and the providers of another platform are', async () => {
    expect(await missingParts('/nowhere', wanted, platform)).toMatchObject({
      providers: [{}, {}],
      charts: [{}],
      images: ['registry.k8s.io/kueue/kueue:v0.19.2'],
    })
    expect((await missingParts(folder(whole), wanted, 'darwin_arm64')).providers).toHaveLength(2)
  })
})

describe('a mirror that is filled', () => {
  test('gets what the mirror of this machine has, with the list and the script', async () => {
    const [dir, own] = [folder(), folder(whole)]
    const { missing, said } = await filledMirror(dir, wanted, sources(own))
    expect(said).toEqual([])
    expect(missing).toEqual({ providers: [], charts: [], images: [] })
    expect(readFileSync(join(dir, whole[1] ?? ''), 'utf8')).toBe(whole[1])
    expect(readFileSync(join(dir, 'images.txt'), 'utf8')).toContain(
      '# kueue 0.19.2\nregistry.k8s.io/kueue/kueue:v0.19.2\n',
    )
  })

  test('fails: says what could not be had, and writes the rest', async () => {
    const dir = folder()
    const { missing, said } = await filledMirror(dir, wanted, sources('/nowhere'))
    expect(said).toEqual([
      'neither terraform nor tofu is on PATH, so no provider was downloaded',
      'helm is not on PATH, so no chart was pulled',
    ])
    expect(missing).toMatchObject({ images: [], charts: [{ name: 'kueue' }] })
  })
})

describe('the script that copies images', () => {
  let dir: string
  beforeEach(() => {
    dir = folder()
  })

  /** Runs the script with a skopeo, or a crane, that says how it was called. */
  async function copied(program: string, ...words: string[]): Promise<string[]> {
    await filledMirror(dir, { ...wanted, providers: [], charts: [] }, sources('/nowhere'))
    writeFileSync(join(dir, 'images.txt'), '# by\nnvcr.io/nvidia/driver:1\nghcr.io/a/b@sha256:00\n')
    const bin = join(dir, 'bin')
    mkdirSync(bin)
    writeFileSync(join(bin, program), '#!/bin/sh\necho "$(basename "$0") $*"\n')
    chmodSync(join(bin, program), 0o755)
    const text = execFileSync('sh', [join(dir, 'copy-images.sh'), ...words], {
      encoding: 'utf8',
      env: { PATH: `${bin}:/usr/bin:/bin` },
    })
    return text
      .trim()
      .split('\n')
      .filter((line) => line.startsWith(program))
  }

  test('gives each image its path below the registry', async () => {
    expect(await copied('skopeo', 'copy', 'registry.example.org/mirror')).toEqual([
      'skopeo copy --all --preserve-digests docker://nvcr.io/nvidia/driver:1 docker://registry.example.org/mirror/nvidia/driver:1',
      'skopeo copy --all --preserve-digests docker://ghcr.io/a/b@sha256:00 docker://registry.example.org/mirror/a/b:mirrored',
    ])
  })

  test('uses crane where there is no skopeo', async () => {
    expect((await copied('crane', 'copy', 'registry.example.org/mirror'))[0]).toBe(
      'crane copy nvcr.io/nvidia/driver:1 registry.example.org/mirror/nvidia/driver:1',
    )
  })

  test('carries them by a folder', async () => {
    expect((await copied('skopeo', 'load', './images', 'registry.example.org'))[0]).toBe(
      'skopeo copy --all --preserve-digests dir:./images/nvidia/driver:1 docker://registry.example.org/nvidia/driver:1',
    )
  })

  test('fails without a word of what to do, and says what there is', async () => {
    await expect(copied('skopeo')).rejects.toThrow(/copy-images.sh copy registry.example.org/)
  })
})
