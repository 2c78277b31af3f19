import { describe, expect, test } from 'vitest'
import { podModel } from '#model'
import { accessChecks } from '../../verify/access-checks.ts'
import type { LiveBinding } from '../../verify/break-glass.ts'
import type { LiveMachine } from '../../verify/live-machine.ts'
import { loadedGefion } from '../kit/gefion.ts'

const gefion = podModel(await loadedGefion())

const now = '2027-01-31T12:00:00.000Z'
const rbac = 'rbac.authorization.k8s.io'

const binding = (namespace: string | undefined, tenant: string, until?: string): LiveBinding => ({
  apiVersion: `${rbac}/v1`,
  kind: namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding',
  metadata: {
    name: 'superpod-break-glass',
    uid: '1',
    resourceVersion: '1',
    ...(namespace === undefined ? {} : { namespace }),
    labels: { 'superpod/break-glass': tenant },
    annotations: {
      'superpod/reason': 'INC-7: job hangs',
      ...(until === undefined ? {} : { 'superpod/expires-at': until }),
    },
  },
  roleRef: { kind: 'ClusterRole', name: 'superpod-tenant-break-glass' },
  subjects: [{ kind: 'User', name: 'oidc:ada' }],
})
const other: LiveBinding = {
  ...binding('genomics-train', 'genomics'),
  metadata: { name: 'superpod-tenant-admin', namespace: 'genomics-train', uid: '2', resourceVersion: '1' },
  roleRef: { kind: 'ClusterRole', name: 'superpod-tenant-sensitive-admin' },
}
const judged = (bindings: readonly LiveBinding[] | undefined, model = gefion) => {
  const machine = {
    nodes: undefined,
    queues: undefined,
    storageClasses: undefined,
    records: undefined,
    version: undefined,
    findings: [],
  }
  const [check] = accessChecks(model, { ...machine, bindings } as LiveMachine, now)
  return check
}

describe('ways into pods that somebody has opened', () => {
  test('there are none on most days', () => {
    expect(judged([other])).toMatchObject({ state: 'ok', note: '0 break-glass grants', findings: [] })
  })

  test('one in force is told, with who and until when', () => {
    expect(judged([other, binding('genomics-train', 'genomics', '2027-01-31T16:00:00Z')])).toMatchObject({
      state: 'ok',
      findings: [
        {
          code: 'verify/break-glass-open',
          severity: 'info',
          path: 'RoleBinding genomics-train/superpod-break-glass',
          message: 'the pods of genomics-train are open to oidc:ada until 2027-01-31T16:00:00Z: INC-7: job hangs',
        },
      ],
    })
  })

  test('one that ended a moment ago waits for its CronJob', () => {
    expect(judged([binding('genomics-train', 'genomics', '2027-01-31T11:46:00Z')])?.state).toBe('ok')
  })

  test.each(['2027-01-31T11:44:00Z', '2026-12-31T00:00:00Z', 'tomorrow', undefined])(
    'fails where one outlived its end: %s',
    (until) => {
      expect(judged([binding('genomics-train', 'genomics', until)])).toMatchObject({
        state: 'failed',
        findings: [
          {
            code: 'verify/break-glass-overdue',
            remedy: expect.stringContaining('./superpod break-glass gefion --target twin --tenant genomics --end'),
          },
        ],
      })
    },
  )

  test('fails where nothing will take it away: its tenant is sensitive no more, or none, or it is everywhere', () => {
    const later = '2027-01-31T16:00:00Z'
    const tenants = gefion.tenants.map((tenant) => ({ ...tenant, sensitivity: 'internal' as const }))
    const unwatched = (what: LiveBinding, model = gefion) => judged([what], model)?.findings.map(({ code }) => code)
    const code = 'verify/break-glass-unwatched'
    expect(unwatched(binding('genomics-train', 'genomics', later), { ...gefion, tenants })).toEqual([code])
    expect(unwatched(binding('nobodys', 'genomics', later))).toEqual([code])
    expect(unwatched(binding(undefined, 'genomics', later))).toEqual([code])
    expect(unwatched(binding('genomics-train', 'climate', later))).toEqual([code])
  })

  test('what could not be read is not verified', () => {
    expect(judged(undefined)?.state).toBe('not verified')
  })
})
