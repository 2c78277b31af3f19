import { expect, test } from 'vitest'
import { engineConfig, enginePlatform, mirrorPaths, wantedProviders } from '../../delivery/engine-config.ts'
import { overrideJson } from '../../delivery/override-json.ts'

const helm = { source: 'registry.terraform.io/hashicorp/helm', version: '3.1.1' }

test('the providers that a stack asks for are read from its JSON', () => {
  expect(wantedProviders({ terraform: { required_providers: { helm } } })).toEqual([helm])
  expect(wantedProviders({})).toEqual([])
})

test('what the mirror has is never asked of its registry', () => {
  const config = engineConfig({ mirror: '/mirror/providers', mirrored: [helm.source], pluginCache: '/cache' })
  expect(config).toContain(`include = ["${helm.source}"]`)
  expect(config).toContain(`exclude = ["${helm.source}"]`)
  expect(engineConfig({ mirror: '/m', mirrored: [], pluginCache: '/c' })).not.toContain('filesystem_mirror')
})

test('a mirror holds providers unpacked or as archives', () => {
  expect(mirrorPaths('/m', helm, enginePlatform('linux', 'x64'))).toEqual([
    '/m/registry.terraform.io/hashicorp/helm/3.1.1/linux_amd64',
    '/m/registry.terraform.io/hashicorp/helm/terraform-provider-helm_3.1.1_linux_amd64.zip',
  ])
  expect(enginePlatform('darwin', 'arm64')).toBe('darwin_arm64')
})

const json = {
  resource: {
    helm_release: { kueue: { chart: 'kueue', repository: 'oci://x' } },
    kubernetes_namespace_v1: { train: { lifecycle: { prevent_destroy: true } }, serve: {} },
  },
}

test('a chart of this machine is laid over its public home, one at home is left alone', () => {
  const charts = { 'helm_release.kueue': { from: 'machine', chart: './.charts/kueue-0.19.2.tgz' } as const }
  expect(overrideJson(json, { charts, liftPreventDestroy: false })).toEqual({
    resource: { helm_release: { kueue: { chart: './.charts/kueue-0.19.2.tgz', repository: null } } },
  })
  const home = { 'helm_release.kueue': { from: 'home', chart: 'kueue' } as const }
  expect(overrideJson(json, { charts: home, liftPreventDestroy: false })).toBeUndefined()
})

test('a destroy lifts the protection of what has one', () => {
  expect(overrideJson(json, { charts: {}, liftPreventDestroy: true })).toEqual({
    resource: { kubernetes_namespace_v1: { train: { lifecycle: { prevent_destroy: false } } } },
  })
})
