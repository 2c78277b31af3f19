import { describe, expect, test } from 'vitest'
import { Pod, Tenant } from '#config'
import { modelFindings, type PodModel, podModel } from '#model'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'

const systems = { generation: 'dgx-h100', scalableUnits: 1 }

function expiring(tenant: object, platform: object = {}): PodModel {
  const ada = Tenant.parse({
    name: 'ada',
    title: 'Ada',
    gpus: { guaranteed: 8, burst: 8 },
    namespaces: { train: {} },
    sensitivity: 'internal',
    ...tenant,
  })
  const pod = Pod.parse({ name: 'tiny', systems, platform })
  return podModel({ ...loadedAnyPod(systems), pod, tenants: [ada] })
}

function found(model: PodModel, at: string): [string, string][] {
  return modelFindings(model, { at })
    .filter(({ path }) => path.startsWith('tenants.ada'))
    .map(({ code, message }) => [code, message])
}

describe('the last day of a tenant', () => {
  test.each([
    [{ expires: '2027-12-31' }, {}, '2028-01-14'],
    [{ expires: '2027-12-31', graceDays: 0 }, {}, '2027-12-31'],
    [{ expires: '2028-02-28', graceDays: 2 }, {}, '2028-03-01'],
    [{ expires: '2027-12-31' }, { expiry: { graceDays: 7 } }, '2028-01-07'],
    [{ expires: '9999-12-31' }, {}, '9999-12-31'],
  ])('is followed by the grace of its file, else of the platform, %j %j', (tenant, platform, graceEnds) => {
    expect(expiring(tenant, platform).tenants[0]).toMatchObject({ graceEnds })
  })

  test.each([
    ['2027-11-30', []],
    ['2027-12-01', [['tenant/expires-soon', expect.stringContaining('is 2027-12-31, in 30 days')]]],
    ['2027-12-31', [['tenant/expires-soon', expect.stringContaining('today: after it its queue is held')]]],
    ['2028-01-01', [['tenant/expired', expect.stringContaining('is held, and drained after 2028-01-14')]]],
    ['2028-01-14', [['tenant/expired', expect.stringContaining('is held, and drained after 2028-01-14')]]],
    ['2028-01-15', [['tenant/expired', expect.stringContaining('has been drained since 2028-01-15')]]],
  ])('is told of before and after, on %s', (at, findings) => {
    expect(found(expiring({ expires: '2027-12-31' }), at)).toEqual(findings)
  })

  test('is told of as early as config says', () => {
    const model = expiring({ expires: '2027-12-31' }, { expiry: { warnDays: 0 } })
    expect(found(model, '2027-12-30')).toEqual([])
    expect(found(model, '2027-12-31')).toEqual([['tenant/expires-soon', expect.any(String)]])
  })

  test('of a retired tenant is nothing to tell', () => {
    expect(found(expiring({ expires: '2027-12-31', state: 'retired' }), '2028-06-01')).toEqual([])
  })

  test('fails where there is grace for a day that never comes', () => {
    expect(found(expiring({ graceDays: 7 }), '2028-06-01')).toEqual([
      ['tenant/grace-unused', expect.stringContaining('7 days of grace')],
    ])
  })
})

test('a sensitive tenant’s jobs run an image by its digest, or a real target warns', () => {
  const file = { sensitivity: 'sensitive', gpus: { guaranteed: 8, burst: 8 }, placement: { dedicated: ['su1-r01-s1'] } }
  const codes = (target: 'twin' | 'kubeconfig', sensitivity: string, image?: string) =>
    modelFindings(
      anyPod(systems, {
        target,
        tenants: { ada: { ...file, sensitivity } },
        ...(image === undefined ? {} : { platform: { expiry: { image } } }),
      }),
      { at: '2027-01-01' },
    ).filter(({ code }) => code === 'expiry/image-by-tag')
  expect(codes('kubeconfig', 'sensitive')).toMatchObject([{ severity: 'warning', path: 'platform.expiry.image' }])
  expect(codes('kubeconfig', 'sensitive', `registry.example.org/kubectl@sha256:${'0'.repeat(64)}`)).toEqual([])
  expect([...codes('twin', 'sensitive'), ...codes('kubeconfig', 'internal')]).toEqual([])
})
