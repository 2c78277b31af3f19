import { expect, test } from 'vitest'
import { forceNewRows } from '#catalog'
import { plannedOn, type Resources } from '../kit/made-up-state.ts'
import { canPlan } from '../kit/real-providers.ts'

const named = { metadata: { name: 'one' } }
const inNamespace = { metadata: { name: 'one', namespace: 'first' } }
const renamed = { 'metadata.name': { metadata: { name: 'other' } } }
const elsewhere = {
  'metadata.name': { metadata: { name: 'other', namespace: 'first' } },
  'metadata.namespace': { metadata: { name: 'one', namespace: 'second' } },
}
const roleRef = (name: string) => ({ api_group: 'rbac.authorization.k8s.io', kind: 'Role', name })
const binding = {
  ...inNamespace,
  role_ref: roleRef('one'),
  subject: [{ kind: 'Group', name: 'ada', api_group: 'rbac.authorization.k8s.io', namespace: '' }],
}
const policy = { ...inNamespace, spec: { pod_selector: {}, policy_types: ['Ingress'] } }
const limits = { ...inNamespace, spec: { limit: [{ type: 'Container', default: { cpu: '1' } }] } }
const storage = {
  ...named,
  storage_provisioner: 'one.example.org',
  parameters: { pool: 'one' },
  reclaim_policy: 'Retain',
  volume_binding_mode: 'Immediate',
  mount_options: ['noatime'],
}
const release = { name: 'one', namespace: 'first', chart: './charts/objects' }

/** A resource of each type, and for each field of its row another value. */
const examples: Record<string, { body: object; changed: Record<string, object> }> = {
  kubernetes_namespace_v1: { body: named, changed: renamed },
  kubernetes_cluster_role_v1: { body: { ...named, rule: [] }, changed: renamed },
  kubernetes_config_map_v1: { body: { ...inNamespace, data: { a: '1' } }, changed: elsewhere },
  kubernetes_default_service_account_v1: {
    body: { metadata: { namespace: 'first' } },
    changed: { 'metadata.namespace': { metadata: { namespace: 'second' } } },
  },
  kubernetes_limit_range_v1: { body: limits, changed: elsewhere },
  kubernetes_network_policy_v1: { body: policy, changed: elsewhere },
  kubernetes_resource_quota_v1: { body: { ...inNamespace, spec: { hard: { pods: '1' } } }, changed: elsewhere },
  kubernetes_role_binding_v1: { body: binding, changed: { ...elsewhere, role_ref: { role_ref: roleRef('other') } } },
  kubernetes_storage_class_v1: {
    body: storage,
    changed: {
      ...renamed,
      storage_provisioner: { storage_provisioner: 'other.example.org' },
      parameters: { parameters: { pool: 'other' } },
      volume_binding_mode: { volume_binding_mode: 'WaitForFirstConsumer' },
      mount_options: { mount_options: ['nosuid'] },
      allowed_topologies: { allowed_topologies: { match_label_expressions: [{ key: 'zone', values: ['a'] }] } },
    },
  },
  helm_release: { body: release, changed: { name: { name: 'other' }, namespace: { namespace: 'second' } } },
}

/** Edits that nobody should have to think about. */
const innocent: Record<string, object> = {
  kubernetes_namespace_v1: { metadata: { name: 'one', labels: { team: 'ada' }, annotations: { note: 'x' } } },
  kubernetes_config_map_v1: { data: { a: '2' } },
  kubernetes_resource_quota_v1: { spec: { hard: { pods: '2' } } },
  kubernetes_role_binding_v1: {
    subject: [{ kind: 'Group', name: 'grace', api_group: 'rbac.authorization.k8s.io', namespace: '' }],
  },
  kubernetes_storage_class_v1: { allow_volume_expansion: false },
  helm_release: { timeout: 600 },
}

const proved = forceNewRows.filter(({ standing }) => standing === 'proved')

test('every field that is called proved has an example here', () => {
  expect(proved.map(({ type, fields }) => [type, [...fields].sort()])).toEqual(
    proved.map(({ type }) => [type, Object.keys(examples[type]?.changed ?? {}).sort()]),
  )
})

test.skipIf(!canPlan)(
  'the providers replace a resource whose force-new field changes, and none for an innocent edit (needs terraform, and providers in the mirror)',
  async () => {
    const cases = Object.entries(examples).flatMap(([type, { body, changed }]) => [
      ...Object.entries(changed).map(([field, other]) => ({
        type,
        name: `replaced-${field.replaceAll('.', '-')}`,
        body,
        other,
      })),
      ...(innocent[type] ? [{ type, name: 'innocent', body, other: innocent[type] }] : []),
    ])
    const bodies = (of: (one: (typeof cases)[number]) => object): Resources => {
      const all: Record<string, Record<string, object>> = {}
      for (const one of cases) all[one.type] = { ...all[one.type], [one.name]: of(one) }
      return all
    }
    const plan = await plannedOn(
      bodies(({ body }) => body),
      bodies(({ body, other }) => ({ ...body, ...other })),
    )
    const actions = Object.fromEntries(plan.map(({ address, change }) => [address, change.actions.join(' then ')]))
    const wanted = cases.map(({ type, name }): [string, string] => [
      `${type}.${name}`,
      name === 'innocent' ? 'update' : 'delete then create',
    ])
    expect(actions).toEqual(Object.fromEntries(wanted))
  },
  120_000,
)
