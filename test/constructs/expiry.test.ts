import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TenantExpiry, type TenantExpiryProps, tenantRoleRules } from '#constructs'
import type { KubeObject } from '#core'
import { placement } from '../kit/every-construct.ts'
import { jsonOf, valuesAt } from '../kit/loose-stack.ts'

const end = { expires: '2027-12-31', graceEnds: '2028-01-14' }

function expiry(props: Partial<TenantExpiryProps> = {}): Record<string, KubeObject> {
  const json = jsonOf((stack) => {
    const usual = { tenant: 'ada', image: 'example.invalid/kubectl:1', placement, dependsOn: [] }
    new TenantExpiry(stack, 'expiry', { ...usual, ...props })
  })
  return (valuesAt(json, 'helm_release.expiry') as { objects: Record<string, KubeObject> }).objects
}

const job = (props: Partial<TenantExpiryProps> = {}) => {
  const { tenant = 'ada' } = props
  return expiry(props)[`CronJob/superpod-system/expiry-${tenant}`]?.['spec'] as {
    schedule: string
    jobTemplate: { spec: { template: { spec: { containers: { env: object[] }[] } } } }
  }
}

describe('what acts on the last day of a tenant', () => {
  test('has rights on one queue and on one binding, each by its name, and no other', () => {
    const objects = expiry({ end, breakGlass: ['ada-train'] })
    const rules = Object.values(objects).flatMap((object) => (object['rules'] ?? []) as object[])
    expect(rules).toEqual([
      { apiGroups: ['kueue.x-k8s.io'], resources: ['clusterqueues'], resourceNames: ['ada'], verbs: ['get', 'patch'] },
      {
        apiGroups: ['rbac.authorization.k8s.io'],
        resources: ['rolebindings'],
        resourceNames: ['superpod-break-glass'],
        verbs: ['get', 'delete'],
      },
    ])
    expect(Object.keys(objects)).toContain('Role/ada-train/superpod-expiry')
    expect(Object.keys(expiry({ end })).filter((key) => key.startsWith('Role/'))).toEqual([])
  })

  test('runs every hour in UTC; every ten minutes where it looks after bindings', () => {
    expect(job({ end })).toMatchObject({ timeZone: 'Etc/UTC', suspend: false, concurrencyPolicy: 'Forbid' })
    expect(job({ end }).schedule).toMatch(/^[0-5]?\d \* \* \* \*$/)
    expect(job({ breakGlass: ['ada-train'] }).schedule).toMatch(/^\d-59\/10 \* \* \* \*$/)
  })

  test('does not begin at one minute for all tenants', () => {
    const names = Array.from({ length: 60 }, (_, index) => `tenant-${index}`)
    const minutes = new Set(names.map((tenant) => job({ tenant, end }).schedule))
    expect(minutes.size).toBeGreaterThan(20)
  })

  test('is a pod that the restricted standard lets in, on management nodes', () => {
    const pod = job({ end }).jobTemplate.spec.template.spec
    expect(pod).toMatchObject({
      serviceAccountName: 'expiry-ada',
      nodeSelector: placement.nodeSelector,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [{ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }],
    })
    expect(pod.containers[0]?.env).toEqual(
      expect.arrayContaining([
        { name: 'EXPIRES', value: '2027-12-31' },
        { name: 'GRACE_ENDS', value: '2028-01-14' },
      ]),
    )
  })

  test('knows no last day where there is none', () => {
    const [container] = job({ breakGlass: ['ada-train', 'ada-serve'] }).jobTemplate.spec.template.spec.containers
    expect(container?.env).toEqual(
      expect.arrayContaining([
        { name: 'EXPIRES', value: '' },
        { name: 'NAMESPACES', value: 'ada-train ada-serve' },
      ]),
    )
  })

  test('has names that Kubernetes takes, however long the tenant is called', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/), (tenant) => {
        for (const { kind, metadata } of Object.values(expiry({ tenant, end }))) {
          expect(metadata.name.length).toBeLessThanOrEqual(kind === 'CronJob' ? 52 : 63)
        }
      }),
      { numRuns: 20 },
    )
  })
})

describe('where data is sensitive', () => {
  const ways = ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers']
  const resources = (role: keyof typeof tenantRoleRules) => tenantRoleRules[role].flatMap((rule) => rule.resources)

  test.each(['admin', 'member'] as const)('a role of a %s is the usual one without a way into a pod', (role) => {
    expect(resources(role)).toEqual(expect.arrayContaining(ways))
    expect(resources(`sensitive-${role}`).sort()).toEqual(
      resources(role)
        .filter((name) => !ways.includes(name))
        .sort(),
    )
  })

  test('who is let in for a time finds the pod and gets into it: no secrets, and nothing is written', () => {
    expect(resources('break-glass').sort()).toEqual([...ways, 'events', 'pods', 'pods/log'].sort())
  })
})
