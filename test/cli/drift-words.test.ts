import picocolors from 'picocolors'
import { describe, expect, test } from 'vitest'
import type { KubeObject } from '#core'
import type { Drift } from '#verify'
import { driftChange, driftData, printedDrift } from '../../cli/drift-words.ts'
import { classOf, printedPlans } from '../../cli/printed-plan.ts'

const plain = picocolors.createColors(false)

const binding = (...groups: string[]): KubeObject => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  metadata: { name: 'superpod-tenant-viewer', namespace: 'ada-train' },
  subjects: groups.map((name) => ({ kind: 'Group', name })),
})
const drift = (facts: Partial<Drift>): Drift => {
  return { difference: 'changed', stack: 'small-twin-tenant-ada', address: 'x', fields: [], by: [], ...facts }
}
const queue: KubeObject = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name: 'ada' } }
const live = (object: KubeObject) => {
  return { ...object, metadata: { ...object.metadata, uid: 'u', resourceVersion: '1' } }
}
const letIn = drift({
  wanted: binding('oidc:ada'),
  live: live(binding('oidc:ada', 'oidc:others')),
  fields: [{ path: ['subjects', '[oidc:others]', 'name'], wanted: undefined, live: 'oidc:others' }],
})

describe('what a drift comes to', () => {
  test('is said by what was done by hand, and by what putting it right does', () => {
    const [data] = driftData({ drifts: [letIn], compared: 1, findings: [] }, [], [], 1)['drifts'] as Drift[]
    expect(data).toMatchObject({ byHand: 'access widened', class: 'in place' })
    expect(printed([letIn])).toContain('RoleBinding ada-train/superpod-tenant-viewer  [access widened]')
  })

  test('is said of what is not in config, and would go', () => {
    const text = printed([drift({ difference: 'extra', live: live(queue) })])
    expect(text).toContain('to put it right:  [removes a shared object]')
  })

  test('is what plan says of the same change', () => {
    for (const each of [
      letIn,
      drift({ difference: 'extra', live: live(queue) }),
      drift({ difference: 'missing', wanted: queue }),
    ]) {
      const change = driftChange(each)
      const plan = {
        name: each.stack,
        layer: 'tenant',
        changes: [change],
        skipped: false,
        seconds: 1,
        findings: [],
      } as const
      const [data] = driftData({ drifts: [each], compared: 1, findings: [] }, [], [], 1)['drifts'] as {
        class: string
      }[]
      expect(data?.class).toBe(classOf(change))
      expect(printedPlans([plan], plain).includes(`[${classOf(change)}]`)).toBe(data?.class !== 'in place')
    }
  })

  test('is said of a release of another version', () => {
    const fields = [{ path: ['version'], before: 'v26.3.1', after: 'v26.3.2' }]
    const facts = { stack: 'x', address: 'helm_release.gpu-operator', namespace: 'gpu-operator', name: 'gpu-operator' }
    const release = { ...facts, chart: 'gpu-operator', status: 'deployed', fields }
    const data = driftData({ drifts: [], compared: 1, findings: [] }, [release], [], 1)
    expect(data['releases']).toMatchObject([{ class: 'restarts jobs' }])
  })
})

function printed(drifts: readonly Drift[]): string {
  return printedDrift({ report: { drifts, compared: 1, findings: [] }, releases: [], repaired: [], seconds: 1 }, plain)
}
