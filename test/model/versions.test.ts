import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { defaultVersions, generations, oldestVersions, versionMatrix } from '#catalog'
import type { LoadedPod } from '#config'
import { modelFindings, type PodModel, podModel, podVersions, upgradeSteps, versionStanding } from '#model'
import { isInRange, isOlder, versionIn } from '../../model/version-range.ts'
import { loadedGefion } from '../kit/gefion.ts'

let loaded: LoadedPod
let gefion: PodModel
beforeAll(async () => {
  loaded = await loadedGefion('metal')
  gefion = podModel(loaded)
})

/** Findings of a Gefion with other versions, as code and path. */
function found(versions: { gpuOperator?: string; networkOperator?: string; kubernetes?: string; generation?: string }) {
  const { platform, systems } = loaded.pod ?? {}
  if (!platform || !systems) throw new Error('Gefion cannot be read')
  const pod = {
    ...loaded.pod,
    systems: { ...systems, generation: versions.generation ?? systems.generation },
    platform: {
      ...platform,
      kubernetes: versions.kubernetes ?? platform.kubernetes,
      gpuOperator: { ...platform.gpuOperator, version: versions.gpuOperator ?? platform.gpuOperator.version },
      networkOperator: {
        ...platform.networkOperator,
        version: versions.networkOperator ?? platform.networkOperator.version,
      },
    },
  }
  const changed = podModel({ ...loaded, pod, tenants: [] } as LoadedPod)
  return modelFindings(changed, { at: '2026-12-01' }).filter(({ code }) => code.startsWith('versions/'))
}

const summary = (findings: ReturnType<typeof found>) =>
  findings.map(({ code, severity, path }) => `${severity} ${code} ${path}`)

test('the default versions are a row of the matrix, shown as derived', () => {
  const { rows, bad, undocumented } = versionStanding(podVersions(gefion), 'kubeconfig')
  expect(rows.map(({ name, source }) => [name, source.grade])).toEqual([['superpod', 'D']])
  expect([bad, undocumented]).toEqual([[], []])
  expect(found({})).toEqual([])
})

test('every range of the matrix holds a version, and names of rows are unique', () => {
  for (const { versions } of versionMatrix) {
    for (const range of Object.values(versions)) {
      const version = versionIn(range, undefined) ?? range.replace('>= ', '')
      expect(isInRange(version, range), range).toBe(true)
    }
  }
  expect(new Set(versionMatrix.map(({ name }) => name)).size).toBe(versionMatrix.length)
})

test('a row names generations that the catalogue has, and the default is not too old for itself', () => {
  const named = versionMatrix.flatMap((row) => row.generations ?? [])
  expect(named.filter((name) => !(name in generations))).toEqual([])
  expect(isOlder(defaultVersions.gpuOperator, oldestVersions.gpuOperator?.version ?? '')).toBe(false)
})

test('fails: a pair that is documented as broken, with the reason and the nearest row', () => {
  const [finding, ...more] = found({ networkOperator: '26.4.0' })
  expect(more).toEqual([])
  expect(finding).toMatchObject({ code: 'versions/documented-bad', severity: 'error' })
  expect(finding?.message).toContain('validated with network-operator 26.1.0 (MATRIX, V)')
  expect(finding?.remedy).toContain('go to the row superpod')
})

test('what is broken elsewhere is documented on AKS', () => {
  const versions = { gpuOperator: 'v26.3.3', networkOperator: '26.4.0' }
  expect(versionStanding(versions, 'kubeconfig').bad).toHaveLength(1)
  expect(versionStanding(versions, 'aks')).toMatchObject({ bad: [], undocumented: [], rows: [{ name: 'azure-rdma' }] })
})

test('fails: versions that no document pairs, as a warning for each pair', () => {
  expect(summary(found({ gpuOperator: 'v26.7.0', networkOperator: '26.4.1', kubernetes: '1.37' }))).toEqual([
    'warning versions/no-row platform.networkOperator.version',
    'warning versions/no-row platform.networkOperator.version',
  ])
})

test('fails: versions that are older than what is written for them', () => {
  expect(summary(found({ gpuOperator: 'v25.3.4', kubernetes: '1.30' }))).toEqual([
    'error versions/too-old platform.gpuOperator.version',
    'error versions/too-old platform.kubernetes',
    'warning versions/no-row platform.gpuOperator.version',
    'warning versions/no-row platform.networkOperator.version',
    'warning versions/no-row platform.networkOperator.version',
  ])
})

test('a generation that the row does not name is told', () => {
  expect(summary(found({ generation: 'dgx-gb300' }))).toContain(
    'info versions/generation-not-named platform.gpuOperator.version',
  )
})

test('an upgrade takes Kubernetes minor by minor, and the operator that a minor needs before it', () => {
  const steps = upgradeSteps(gefion, { kubernetes: '1.37', gpuOperator: '26.7.0' })
  expect(steps.map(({ part, from, to }) => `${part} ${from} ${to}`)).toEqual([
    'kubernetes 1.35 1.36',
    'gpuOperator 26.3.2 26.7.0',
    'kubernetes 1.36 1.37',
  ])
  expect(steps.map(({ by }) => by)).toEqual(['owner', 'superpod', 'owner'])
  expect(steps.find(({ part }) => part === 'gpuOperator')?.crds).toMatch(/^in crds\//)
})

test('an upgrade of the GPU operator stops at every major', () => {
  const old = podModel({
    ...loaded,
    pod: {
      ...loaded.pod,
      platform: { ...loaded.pod?.platform, gpuOperator: { ...loaded.pod?.platform.gpuOperator, version: 'v25.10.1' } },
    },
  } as LoadedPod)
  expect(upgradeSteps(old, { gpuOperator: '26.7.0' }).map(({ to }) => to)).toEqual(['26.3.x', '26.7.0'])
})

test('an upgrade to what is there has no steps, and one to newer versions ends at all of them', () => {
  expect(upgradeSteps(gefion, podVersions(gefion))).toEqual([])
  fc.assert(
    fc.property(fc.integer({ min: 36, max: 39 }), fc.constantFrom('26.4.1', '26.7.0'), (minor, networkOperator) => {
      const steps = upgradeSteps(gefion, { kubernetes: `1.${minor}`, networkOperator })
      const last = new Map(steps.map(({ part, to }) => [part, to]))
      expect(Object.fromEntries(last)).toEqual({ kubernetes: `1.${minor}`, networkOperator })
      for (const [index, { part, from }] of steps.entries()) {
        const before = steps.slice(0, index).findLast((step) => step.part === part)
        if (before) expect(from).toBe(before.to)
      }
    }),
    { numRuns: 20 },
  )
})

test.each([
  ['1.35', '1.33 - 1.35', true],
  ['1.35.9', '1.33 - 1.35', true],
  ['1.36', '1.33 - 1.35', false],
  ['v26.3.2', '26.3.1 - 26.3.2', true],
  ['26.7.0-rc.2', '26.7.x', true],
  ['26.10.0', '26.1.x', false],
])('%s in %s is %s', (version, range, expected) => {
  expect(isInRange(version, range)).toBe(expected)
})
