import { expect, test } from 'vitest'
import { modelFindings } from '#model'
import { type Cloud, type CloudPod, cloudModel } from '../kit/cloud-pod.ts'

/** Findings of a cloud: those that stop, and those that only tell. */
function codes(cloud: Cloud, pod: CloudPod = {}, severity = 'error'): string[] {
  return modelFindings(cloudModel(cloud, pod), { at: '2027-01-01' })
    .filter((finding) => finding.severity === severity)
    .map(({ code }) => code)
}

test('a pod of DGX H100 can be made in both, and is told what nothing here verifies', () => {
  expect([codes('gke'), codes('aks')]).toEqual([[], []])
  expect(codes('gke', {}, 'info')).toContain('gke/driver-installer')
  expect(codes('aks', {}, 'info')).toContain('aks/infiniband-feature')
})

test.each<[Cloud, CloudPod, string]>([
  ['gke', { systems: { generation: 'dgx-b300-xdr' } }, 'cloud/generation-not-offered'],
  ['gke', { systems: { generation: 'dgx-gb300' } }, 'cloud/generation-not-offered'],
  ['aks', { systems: { generation: 'dgx-b200' } }, 'cloud/generation-not-offered'],
  ['aks', { systems: { generation: 'dgx-rubin-nvl8' } }, 'cloud/generation-not-offered'],
  ['gke', { section: { systems: { zone: 'europe-west4-b', type: 'a3-megagpu-9g' } } }, 'cloud/type-unknown'],
  [
    'gke',
    { section: { systems: { zone: 'europe-west4-b', type: 'a4-highgpu-8g' } } },
    'cloud/type-of-other-generation',
  ],
  ['gke', { section: { systems: { zone: 'us-east1-b' } } }, 'gke/zone-elsewhere'],
  ['gke', { section: { reach: { all: '0.0.0.0/0' } } }, 'gke/reach-open'],
  ['gke', { platform: { gpuOperator: { mode: 'managed' } } }, 'gke/driver-managed'],
  ['gke', { platform: { gpuOperator: {} } }, 'gke/isolation'],
  ['gke', { systems: { scalableUnits: 9 } }, 'cloud/pods-range'],
  ['aks', { section: { systems: { type: 'Standard_ND96isr_H101_v5' } } }, 'cloud/type-unknown'],
  ['aks', { section: { admins: {} } }, 'aks/admins-missing'],
  ['aks', { platform: { gpuOperator: {} } }, 'aks/driver-missing'],
])('fails on %s with %o: %s', (cloud, pod, code) => {
  expect(codes(cloud, pod)).toContain(code)
})
