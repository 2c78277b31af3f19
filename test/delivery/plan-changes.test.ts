import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Change, changeFacts, guardFindings } from '#delivery'
import { type PlanJson, planChanges } from '../../delivery/plan-changes.ts'

/** What a real engine said of a real plan. */
const plan = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'fixtures', 'plans', `${name}.json`), 'utf8')) as PlanJson
const lines = (changes: readonly Change[]) =>
  changes.map(changeFacts).map(({ action, kind, namespace, name }) => `${action} ${kind} ${namespace}/${name}`)

test('each action of the engine is one of four, whichever end of a replacement comes first', () => {
  const actions = planChanges(plan('built-in')).map(({ address, action }) => `${action} ${address}`)
  expect(actions).toEqual([
    'create terraform_data.before',
    'update terraform_data.changed',
    'delete terraform_data.gone',
    'create terraform_data.new',
    'replace terraform_data.renewed',
  ])
})

test('a plan of typed resources and of a release is one list of objects', () => {
  expect(lines(planChanges(plan('genomics-edited')))).toEqual([
    'update ClusterQueue /genomics',
    'create LocalQueue genomics-infer/default',
    'delete LocalQueue genomics-serve/default',
    'create Namespace /genomics-infer',
    'delete Namespace /genomics-serve',
    'create ResourceQuota genomics-infer/quota',
    'delete ResourceQuota genomics-serve/quota',
    'update ResourceQuota genomics-train/quota',
  ])
})

test('the guard reads objects inside a release, which the engine shows as one string', () => {
  const findings = guardFindings([{ changes: planChanges(plan('genomics-edited')) }], {
    confirmed: [],
    disruption: false,
  })
  expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'guard/disruptive helm_release.queues["ClusterQueue/genomics"]',
    'guard/destructive helm_release.queues["LocalQueue/genomics-serve/default"]',
    'guard/destructive kubernetes_namespace_v1.serve',
    'guard/disruptive kubernetes_resource_quota_v1.train_quota',
  ])
})

const release = (actions: string[], before: object | null, after: object | null): PlanJson => ({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'helm_release.x',
      mode: 'managed',
      type: 'helm_release',
      name: 'x',
      change: { actions, before, after } as never,
    },
  ],
})
const flavor = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name: 'h100' } }
const own = { name: 'x', namespace: 'superpod-system', chart: './charts/objects', version: '1' }
const values = [JSON.stringify({ objects: { 'ResourceFlavor/h100': flavor } })]

test('a replaced release of our own replaces each object in it', () => {
  const changes = planChanges(release(['delete', 'create'], { ...own, values }, { ...own, name: 'y', values }))
  expect(lines(changes)).toEqual(['replace ResourceFlavor /h100'])
})

test('a removed release of our own deletes each object in it', () => {
  expect(lines(planChanges(release(['delete'], { ...own, values }, null)))).toEqual(['delete ResourceFlavor /h100'])
})

test('a release whose objects stay the same is a change of its own: of its chart', () => {
  const [change] = planChanges(release(['update'], { ...own, values }, { ...own, version: '2', values }))
  expect(change).toMatchObject({
    kind: 'HelmRelease',
    action: 'update',
    chart: 'objects',
    namespace: 'superpod-system',
  })
})

test('values of somebody’s chart are compared field by field', () => {
  const gpu = {
    name: 'gpu-operator',
    namespace: 'gpu-operator',
    chart: './.charts/gpu-operator-v26.3.2.tgz',
    version: 'v1',
  }
  const driver = (version: string) => ({ ...gpu, values: [JSON.stringify({ driver: { version } })] })
  const changes = planChanges(release(['update'], driver('580'), driver('595')))
  expect(guardFindings([{ changes }], { confirmed: [], disruption: false }).map(({ code }) => code)).toEqual([
    'guard/disruptive',
  ])
})

test('fails at a plan of a format that nobody has read yet', () => {
  expect(() => planChanges({ format_version: '2.0', resource_changes: [] })).toThrow('plan format 2.0 is not known')
  expect(() => planChanges({})).toThrow('without a version')
})
