import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { versionIn } from '#tools'
import { leastGoVersion, linkerFlags } from '../../tools/build-plan.ts'
import { releasedValues } from '../../tools/kueue-chart.ts'
import { twinPlan, twinVersions } from '../../tools/twin-plan.ts'

const plan = twinPlan()

test.each([
  ['kubernetes', 'k8s.io/kubernetes', twinVersions.kubernetes],
  ['kubernetes', 'go.etcd.io/etcd/server/v3', twinVersions.etcd],
  ['kwok', 'sigs.k8s.io/kwok', twinVersions.kwok],
  ['kueue', 'sigs.k8s.io/kueue', twinVersions.kueue],
  ['helm', 'helm.sh/helm/v3', twinVersions.helm],
])('the module %s pins %s at the version that the plan names', async (module, path, version) => {
  const pins = await readFile(join(plan.folder, module, 'go.mod'), 'utf8')
  expect(pins).toMatch(new RegExp(`^\\s(?:require )?${path} v${version}(?: // indirect)?$`, 'm'))
})

describe('pins', () => {
  test('every staging module of Kubernetes has the version that goes with it', async () => {
    const pins = await readFile(join(plan.folder, 'kubernetes', 'go.mod'), 'utf8')
    const replaced = [...pins.matchAll(/^\t(k8s\.io\/\S+) => (\S+) (\S+)$/gm)]
    expect(replaced.length).toBeGreaterThan(25)
    for (const [, from, to, version] of replaced) {
      expect(to).toBe(from)
      expect(version).toBe(`v${twinVersions.kubernetes.replace('1.', '0.')}`)
    }
  })

  test('no pin names a folder of this machine', async () => {
    for (const module of new Set(plan.programs.map((program) => program.module))) {
      expect(await readFile(join(plan.folder, module, 'go.mod'), 'utf8')).not.toMatch(/=> [./]/)
    }
  })

  test('Go must be as new as the newest module asks', async () => {
    expect(await leastGoVersion(plan)).toBe('1.26.0')
  })

  test('Kubernetes programs say their version', () => {
    const scheduler = plan.programs.find(({ name }) => name === 'kube-scheduler')
    expect(scheduler && linkerFlags(scheduler)).toContain(
      '-s -w -X k8s.io/component-base/version.gitVersion=v1.35.4 -X k8s.io/component-base/version.gitMajor=1',
    )
  })
})

test('the chart of Kueue gets the released images, and keeps all else', () => {
  const values = `# how many
controllerManager:
  families: ["IPv6",  'IPv4']   # odd on purpose
  manager:
    image:
      repository: staging.example/kueue/kueue
      tag: release-0.19
      # -- when
      pullPolicy: Always
`
  expect(releasedValues(values, 'v0.19.2')).toBe(`# how many
controllerManager:
  families: ["IPv6",  'IPv4']   # odd on purpose
  manager:
    image:
      repository: registry.k8s.io/kueue/kueue
      tag: v0.19.2
      # -- when
      pullPolicy: IfNotPresent
`)
})

test.each([
  ['Kubernetes v1.35.4', '1.35.4'],
  ['etcd Version: 3.6.5\nGit SHA: Not provided', '3.6.5'],
  ['kwok version v0.8.0 go1.26.8 (linux/amd64)', '0.8.0'],
  ['v3.20.2+g1234567', '3.20.2'],
  ['Client Version: v1.35.4\nKustomize Version: v5.7.1', '1.35.4'],
  ['v1.36.0-rc.1', '1.36.0-rc.1'],
  ['none', undefined],
])('the version in "%s" is %s', (text, version) => {
  expect(versionIn(text)).toBe(version)
})
