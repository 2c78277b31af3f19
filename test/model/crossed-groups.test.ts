import { expect, test } from 'vitest'
import { modelFindings, type PodModel } from '#model'
import { anyPod } from '../kit/any-pod.ts'

const gpus = { guaranteed: 8, burst: 8 }

const shared: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ada: { gpus, access: { admins: ['leads'], viewers: ['audit'] } },
  bob: { gpus, access: { admins: ['leads'], auditors: ['audit'] } },
}

const severities = (model: PodModel) =>
  modelFindings(model, { at: '2026-12-01' })
    .filter(({ code }) => code === 'tenant/shared-admins')
    .map(({ severity }) => severity)

test('fails for one group that runs two tenants, unless config says that it is meant; reading crosses nothing', () => {
  const model = anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { tenants: shared })
  expect(severities(model)).toEqual(['error'])
  expect(severities({ ...model, allowed: { 'tenant/shared-admins': 'the same team runs both' } })).toEqual(['info'])
})
