import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ControlId } from '#catalog'
import { loadPod } from '#config'
import type { KubeObject } from '#core'
import type { Cluster } from '#kube'
import { type PodModel, podModel } from '#model'
import { canBeTried, type TriedControl, triedControls } from '#verify'
import { eightSystems, type LivePod, livePod, liveTenantFile, liveTenants } from '../kit/live-pod.ts'
import { compiledTools } from '../kit/small-twin.ts'
import { superpod } from '../kit/superpod.ts'
import { footprints, touched, wholeCluster } from '../kit/whole-cluster.ts'

const minute = 60_000
const admission = 'admissionregistration.k8s.io/v1'
const rbac = 'rbac.authorization.k8s.io'
const classes = `storage:
  scratch: { backend: existing, class: fast, accessModes: [ReadWriteMany], expansion: true, limits: claims }
`

/** Something that somebody changes by hand, and the controls that must say so. */
interface Hole {
  readonly what: string
  readonly tenant: string
  readonly plant: (cluster: Cluster) => Promise<unknown>
  readonly close: (cluster: Cluster) => Promise<unknown>
  readonly breaks: readonly ControlId[]
}

const binding = (name: string, namespace: string, role: string, group: string): KubeObject => ({
  apiVersion: `${rbac}/v1`,
  kind: 'RoleBinding',
  metadata: { name, namespace },
  roleRef: { apiGroup: rbac, kind: role === name ? 'Role' : 'ClusterRole', name: role },
  subjects: [{ apiGroup: rbac, kind: 'Group', name: group }],
})
const queueRole: KubeObject = {
  apiVersion: `${rbac}/v1`,
  kind: 'Role',
  metadata: { name: 'queues', namespace: 'ada-train' },
  rules: [{ apiGroups: ['kueue.x-k8s.io'], resources: ['localqueues'], resourceNames: ['default'], verbs: ['patch'] }],
}
const openNetwork: KubeObject = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'open', namespace: 'health-train' },
  spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
}
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'ada-train' } }
const quota = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota', namespace: 'ada-train' } }
const system = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'su1-r02-s1' } }
const enforce = 'pod-security.kubernetes.io/enforce'

const unbound = (policy: string, tenant: string, breaks: readonly ControlId[]): Hole => {
  const ref = { apiVersion: admission, kind: 'ValidatingAdmissionPolicyBinding', metadata: { name: policy } }
  const actions = (validationActions: string[]) => (cluster: Cluster) =>
    cluster.patch(ref, { spec: { validationActions } })
  return {
    what: `${policy} only audits`,
    tenant,
    plant: actions(['Audit']),
    close: actions(['Deny', 'Audit']),
    breaks,
  }
}

const holes: readonly Hole[] = [
  {
    what: 'a binding too many',
    tenant: 'ada',
    plant: (cluster) => cluster.create(binding('hole', 'grace-train', 'superpod-tenant-viewer', 'oidc:ada')),
    close: (cluster) => cluster.delete(binding('hole', 'grace-train', 'superpod-tenant-viewer', 'oidc:ada')),
    breaks: ['access/own-namespaces'],
  },
  {
    what: 'a right to one queue',
    tenant: 'ada',
    plant: (cluster) => cluster.applyAll([queueRole, binding('queues', 'ada-train', 'queues', 'oidc:ada')]),
    close: async (cluster) => {
      await cluster.delete(binding('queues', 'ada-train', 'queues', 'oidc:ada'))
      await cluster.delete(queueRole)
    },
    breaks: ['access/walls'],
  },
  {
    what: 'rights of an account of pods',
    tenant: 'ada',
    plant: (cluster) => cluster.create(binding('pods', 'ada-train', 'view', 'system:serviceaccounts:ada-train')),
    close: (cluster) => cluster.delete(binding('pods', 'ada-train', 'view', 'system:serviceaccounts:ada-train')),
    breaks: ['access/pod-accounts'],
  },
  {
    what: 'a namespace whose Pod Security is lowered',
    tenant: 'ada',
    plant: (cluster) => cluster.patch(namespace, { metadata: { labels: { [enforce]: 'privileged' } } }),
    close: (cluster) => cluster.patch(namespace, { metadata: { labels: { [enforce]: 'restricted' } } }),
    breaks: ['work/pod-security'],
  },
  {
    what: 'a quota that is raised',
    tenant: 'ada',
    plant: (cluster) => cluster.patch(quota, { spec: { hard: { 'requests.nvidia.com/gpu': '1000' } } }),
    close: (cluster) => cluster.patch(quota, { spec: { hard: { 'requests.nvidia.com/gpu': '16' } } }),
    breaks: ['queues/quota'],
  },
  {
    what: 'a network policy that opens everything',
    tenant: 'health',
    plant: (cluster) => cluster.create(openNetwork),
    close: (cluster) => cluster.delete(openNetwork),
    breaks: ['network/closed'],
  },
  {
    what: 'a system without its taint',
    tenant: 'health',
    plant: (cluster) => cluster.patch(system, { spec: { taints: [] } }),
    close: (cluster) =>
      cluster.patch(system, {
        spec: {
          taints: [
            { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
            { key: 'superpod/pool', value: 'health', effect: 'NoSchedule' },
          ],
        },
      }),
    breaks: ['placement/own-systems'],
  },
  unbound('superpod-contained-work', 'health', [
    'access/tokens',
    'work/no-host',
    'work/gpu-backdoor',
    'storage/volumes',
  ]),
  unbound('superpod-placed-work', 'health', [
    'work/priorities',
    'work/classes',
    'placement/own-systems',
    'placement/scheduler',
  ]),
  unbound('superpod-allowed-images', 'health', ['work/images', 'work/digests']),
  unbound('superpod-granted-devices', 'health', ['work/devices', 'placement/whole-systems']),
  unbound('superpod-break-glass', 'health', ['access/break-glass']),
  unbound('superpod-expiry', 'health', ['queues/expiry-account']),
  {
    what: 'a member who may get into pods',
    tenant: 'health',
    plant: (cluster) => cluster.create(binding('member', 'health-train', 'superpod-tenant-member', 'oidc:health')),
    close: (cluster) => cluster.delete(binding('member', 'health-train', 'superpod-tenant-member', 'oidc:health')),
    breaks: ['access/sessions'],
  },
  unbound('superpod-inner-services', 'ada', ['work/services']),
  unbound('superpod-own-networks', 'ada', ['work/networks']),
  unbound('superpod-queued-gpu-work', 'ada', ['work/queued']),
  unbound('superpod-active-namespaces', 'ada', ['access/namespace-kept']),
  unbound('superpod-token-secrets', 'ada', ['access/kept-tokens']),
  unbound('superpod-ended-work', 'ada', ['work/ending']),
]

describe.skipIf(!compiledTools)(
  'controls of three tenants (needs the tools of the twin)',
  { timeout: 4 * minute },
  () => {
    let pod: LivePod
    let cluster: Cluster
    let model: PodModel

    beforeAll(async () => {
      pod = await livePod()
      const policy = '  policy: { registries: [registry.example.org] }\n'
      await pod.write('superpod.yaml', `${eightSystems}${policy}${classes}`)
      const health = liveTenantFile('health', liveTenants['health'] ?? {})
      await pod.write('tenants/health.yaml', `${health}expires: 2099-12-31\n`)
      await pod.write(
        'tenants/ada.yaml',
        `${liveTenantFile('ada', liveTenants['ada'] ?? {})}storage: { scratch: 1Ti }\n`,
      )
      const { exitCode, stderr } = await pod.run('up', '--delivery', 'manifests')
      if (exitCode !== 0) throw new Error(stderr)
      cluster = pod.cluster()
      model = podModel(await loadPod(pod.folder, 'twin'))
    }, 6 * minute)
    afterAll(() => pod?.end(), 2 * minute)

    const tried = async (name: string): Promise<TriedControl[]> => {
      const tenant = model.tenants.find((each) => each.name === name)
      if (!tenant) throw new Error(`there is no ${name}`)
      return triedControls({ cluster, model, tenant, now: '2027-01-31T12:00:00Z' }, () => undefined)
    }
    const broken = async (name: string) =>
      (await tried(name)).filter(({ standing }) => standing === 'failed').map(({ id }) => id)

    test('each control that an API can decide, and that config has, is tried and holds; nothing is made', async () => {
      const before = footprints(await wholeCluster(cluster))
      const { data, exitCode } = await pod.json('controls')
      const after = footprints(await wholeCluster(cluster))
      expect(touched(before, after)).toEqual([])
      expect(exitCode).toBe(0)
      expect(data).toMatchObject({ pod: 'atoll', live: true, totals: { failed: 0 }, findings: [] })
      const untold = data.tenants.flatMap(({ name, controls }: { name: string; controls: TriedControl[] }) =>
        controls
          .filter(({ id, standing }) => canBeTried(id) && standing === 'configured')
          .map(({ id, why }) => `${name} ${id}: ${why}`),
      )
      expect(untold).toEqual([])
      const falselyTried = data.tenants.flatMap(({ controls }: { controls: TriedControl[] }) =>
        controls.filter(({ standing, questions }) => (standing === 'tried') !== questions > 0).map(({ id }) => id),
      )
      expect(falselyTried).toEqual([])
      process.stdout.write(
        `${data.totals.questions} questions, ${data.totals.tried} controls tried, ${data.totals.failed} failed\n`,
      )
      expect(data.totals.questions).toBeGreaterThan(1000)
    })

    test.each(holes)('fails, on the right control, where there is $what', async ({ tenant, plant, close, breaks }) => {
      await plant(cluster)
      await expect.poll(() => broken(tenant), { timeout: minute, interval: 500 }).toEqual(breaks)
      await close(cluster)
      await expect.poll(() => broken(tenant), { timeout: minute, interval: 500 }).toEqual([])
    })

    test('fails with exit code 1, and says what was let through', async () => {
      const hole = binding('hole', 'grace-train', 'superpod-tenant-viewer', 'oidc:ada')
      await cluster.create(hole)
      const { stdout, stderr, exitCode } = await superpod(['controls', 'ada', pod.folder], {
        env: { SUPERPOD_WORKSPACE: pod.workspace },
      })
      await cluster.delete(hole)
      expect(stderr).toMatch(
        /tenants\.ada {2}controls\/broken\n {2}control access\/own-namespaces of ada is broken: group oidc:ada may /,
      )
      expect(stdout).toMatch(/access\/own-namespaces +FAILED/)
      expect(exitCode).toBe(1)
    })

    test('who may not act as others tries nothing, and says so', async () => {
      const tenant = model.tenants.find(({ name }) => name === 'ada')
      if (!tenant) throw new Error('there is no ada')
      const auditor = await pod.as('nobody', 'oidc:ada-audit')
      const all = await triedControls({ cluster: auditor, model, tenant, now: '2027-01-31T12:00:00Z' }, () => undefined)
      expect(all.filter(({ standing }) => standing === 'tried' || standing === 'failed')).toEqual([])
      expect(all.find(({ id }) => id === 'work/no-host')?.why).toMatch(/forbids|forbidden|impersonate/)
    })
  },
)
