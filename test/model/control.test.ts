import { expect, test } from 'vitest'
import { type ControlId, controlIds } from '#catalog'
import { loadPod } from '#config'
import { type PodModel, podModel, tenantControls } from '#model'
import { loadedGefion } from '../kit/gefion.ts'
import { podFolder } from '../kit/pod-folder.ts'

/** What is written beside the least. */
interface Files {
  readonly tenant?: string
  readonly superpod?: string
  readonly target?: string
  readonly others?: Readonly<Record<string, string>>
}

/** How one control of the tenant `ada` stands, by what its file and the pod's say beside the least. */
async function standing(id: ControlId, { tenant = '', superpod = '', target = 'twin', others = {} }: Files) {
  const file = (name: string, more: string) =>
    `name: ${name}\ntitle: ${name}\ngpus: { guaranteed: 8, burst: 8 }\nnamespaces: { train: {} }\n${more}`
  const least = 'name: tiny\nsystems: { generation: dgx-h100, scalableUnits: 1 }\n'
  const loaded = await loadPod(
    podFolder({
      'superpod.yaml': `${least}${superpod}`,
      'targets/metal.yaml': 'kind: kubeconfig\ncontext: metal\nstate: { backend: local, shared: false }\n',
      'targets/twin.yaml': 'kind: twin\n',
      'tenants/ada.yaml': file('ada', tenant.includes('sensitivity') ? tenant : `sensitivity: open\n${tenant}`),
      'tenants/bob.yaml': file('bob', 'sensitivity: open\n'),
      ...others,
    }),
    target,
  )
  return ofTenant(podModel(loaded), 'ada', id)
}

function ofTenant(model: PodModel, name: string, id: ControlId) {
  const tenant = model.tenants.find((each) => each.name === name)
  if (!tenant) throw new Error(`there is no ${name}`)
  return tenantControls(model, tenant).find((each) => each.id === id)
}

test.each(['twin', 'metal', 'kind'])(
  'every tenant of Gefion on %s has every control, and whatever does not hold says why',
  async (target) => {
    const model = podModel(await loadedGefion(target))
    for (const tenant of model.tenants) {
      const all = tenantControls(model, tenant)
      expect(all.map(({ id }) => id)).toEqual(controlIds)
      expect(all.filter((each) => each.standing !== 'configured' && !each.why)).toEqual([])
    }
  },
)

const sensitive = 'sensitivity: sensitive\nplacement: { dedicated: [su1-r01-s1] }\n'
const store = (more: string) =>
  `storage: { scratch: { backend: existing, class: fast, accessModes: [ReadWriteMany], expansion: true, ${more} } }\n`
const claims = 'storage: { scratch: 1Ti }\n'

test.each<[ControlId, Files, string, RegExp?]>([
  ['access/identity', {}, 'does-not-hold', /names no provider/],
  [
    'access/identity',
    { superpod: 'identity: { issuer: { url: "https://a.example", audiences: [b] } }\n' },
    'configured',
  ],
  [
    'access/identity',
    { superpod: 'identity: { issuer: { url: "https://a.example", audiences: [b] } }\n', target: 'metal' },
    'host-prerequisite',
    /puts it in place/,
  ],
  ['access/tokens', {}, 'does-not-hold', /gets the token/],
  ['access/tokens', { tenant: sensitive }, 'configured'],
  ['access/namespace-kept', { tenant: 'state: retired\n' }, 'does-not-hold', /retired/],
  ['work/images', {}, 'does-not-hold', /from any/],
  ['work/images', { tenant: 'registries: [registry.example.org]\n' }, 'configured'],
  ['work/digests', {}, 'does-not-hold', /open/],
  ['work/digests', { tenant: sensitive }, 'configured'],
  ['work/no-host', { superpod: 'platform: { policy: { mode: audit } }\n' }, 'does-not-hold', /refuses nothing/],
  [
    'work/no-host',
    { superpod: 'platform: { policy: { exceptions: { ada: { contained: an old portal } } } }\n' },
    'does-not-hold',
    /an old portal/,
  ],
  ['placement/own-systems', {}, 'does-not-hold', /shared/],
  ['placement/own-systems', { tenant: sensitive }, 'configured'],
  [
    'placement/own-systems',
    { tenant: sensitive, superpod: 'platform: { policy: { exceptions: { bob: { placed: a portal } } } }\n' },
    'does-not-hold',
    /only warns bob/,
  ],
  ['placement/whole-systems', {}, 'does-not-hold', /parts/],
  ['placement/whole-systems', { tenant: 'wholeSystems: true\n' }, 'configured'],
  ['placement/registers-tainted', { tenant: sensitive }, 'does-not-apply', /twin/],
  ['placement/registers-tainted', { tenant: sensitive, target: 'metal' }, 'host-prerequisite', /superpod\/pool=ada/],
  ['queues/apart', {}, 'does-not-hold', /cohort tiny/],
  ['queues/apart', { tenant: sensitive }, 'configured'],
  ['queues/expiry', {}, 'does-not-hold', /no day/],
  ['queues/expiry', { tenant: 'expires: 2030-01-31\n' }, 'configured'],
  ['queues/expiry-account', {}, 'does-not-apply', /no day/],
  ['access/sessions', {}, 'does-not-hold', /open/],
  ['access/sessions', { tenant: sensitive }, 'configured'],
  ['access/break-glass', {}, 'does-not-apply', /open to its members/],
  ['network/control-plane', {}, 'configured'],
  [
    'network/control-plane',
    { tenant: 'egress: { all: { cidr: 169.254.0.0/16 } }\n' },
    'does-not-hold',
    /metadata address/,
  ],
  ['network/rails', {}, 'does-not-apply', /no rails/],
  ['network/rails', { tenant: 'rdma: {}\n', target: 'metal' }, 'does-not-hold', /default partition/],
  ['storage/claims', {}, 'does-not-apply', /no storage class/],
  ['storage/claims', { superpod: store('limits: claims'), tenant: claims }, 'configured'],
  ['storage/bytes', { superpod: store('limits: claims'), tenant: claims }, 'does-not-hold', /claims only/],
  ['storage/bytes', { superpod: store('limits: bytes'), tenant: claims }, 'configured'],
  ['storage/separation', { superpod: store('limits: bytes'), tenant: claims }, 'does-not-hold', /no means of its own/],
  ['storage/separation', { superpod: store('limits: bytes, separation: class'), tenant: claims }, 'configured'],
  ['storage/encrypted', { superpod: store('limits: bytes'), tenant: claims }, 'does-not-hold', /not said to encrypt/],
  ['storage/encrypted', { superpod: store('limits: bytes, encrypted: true'), tenant: claims }, 'configured'],
  ['host/gpu-hole', {}, 'configured'],
  ['host/gpu-hole', { target: 'metal' }, 'host-prerequisite', /unprivileged=false/],
  ['host/gpu-hole', { tenant: sensitive, target: 'metal' }, 'host-prerequisite', /recorded for 0 of \d+ system/],
  ['host/memlock', { tenant: 'rdma: {}\n', target: 'metal' }, 'host-prerequisite', /LimitMEMLOCK/],
  ['records/audit', { target: 'metal' }, 'host-prerequisite', /audit-policy/],
])('%s, where the files say %j, is %s', async (id, files, expected, why = /^$/) => {
  const found = await standing(id, files)
  expect(found?.standing).toBe(expected)
  expect(found?.why ?? '').toMatch(why)
})

test('a class that another tenant may claim as well is not kept apart by being one class', async () => {
  const found = await standing('storage/separation', {
    superpod: store('limits: bytes, separation: class'),
    tenant: claims,
    others: {
      'tenants/bob.yaml': `name: bob\ntitle: bob\ngpus: { guaranteed: 8, burst: 8 }\nnamespaces: { train: {} }\nsensitivity: open\n${claims}`,
    },
  })
  expect(found?.standing).toBe('does-not-hold')
})
