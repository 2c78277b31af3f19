import { expect, test } from 'vitest'
import { type Change, guardFindings } from '#delivery'
import { type HeldVolume, heldVolumeFindings, keptVolumeFindings } from '../../delivery/held-volumes.ts'

const volume = (claim: string, facts: Partial<HeldVolume> = {}): HeldVolume => ({
  namespace: 'genomics-train',
  claim,
  volume: `pv-${claim}`,
  storageClass: 'scratch',
  sizeGiB: 512,
  kept: false,
  ...facts,
})
const going: Change = {
  address: 'kubernetes_namespace_v1.train',
  action: 'delete',
  kind: 'Namespace',
  namespace: '',
  name: 'genomics-train',
}

test('fails a namespace whose claims hold data, and says how much, which, and what becomes of each', () => {
  const volumes = [volume('cohort'), volume('results', { storageClass: 'projects', sizeGiB: 1536, kept: true })]
  expect(heldVolumeFindings(volumes)).toEqual([
    {
      code: 'guard/volumes-hold-data',
      severity: 'error',
      path: 'Namespace/genomics-train',
      message:
        '2 claims in genomics-train hold 2 TiB of volumes: cohort (512 GiB, scratch, erased with its claim) and results (1.5 TiB, projects, stays on the storage)',
      remedy:
        'copy what is still needed and delete the claims, or add --delete-data if the data shall go with the namespace',
    },
  ])
})

test('fails each namespace for itself, and names no more claims than a person reads', () => {
  const many = Array.from({ length: 30 }, (_, index) => volume(`c${index}`, { sizeGiB: 1 }))
  const findings = heldVolumeFindings([...many, volume('model', { namespace: 'genomics-serve', storageClass: '' })])
  expect(findings.map(({ path }) => path)).toEqual(['Namespace/genomics-train', 'Namespace/genomics-serve'])
  expect(findings[0]?.message).toMatch(/^30 claims in genomics-train hold 30 GiB of volumes: c0 .* and 22 more$/)
  expect(findings[1]?.message).toBe(
    '1 claim in genomics-serve holds 512 GiB of volumes: model (512 GiB, erased with its claim)',
  )
})

test('fails data of volumes whatever name is confirmed: it goes by consent of its own', () => {
  const plans = [{ tenant: 'genomics', changes: [going], volumes: [volume('cohort')] }]
  const codes = (consent: Omit<Parameters<typeof guardFindings>[1], 'disruption'>) =>
    guardFindings(plans, { disruption: true, ...consent }).map(({ code }) => code)
  expect(codes({ confirmed: ['genomics', 'genomics-train'], wholeTenants: true })).toEqual(['guard/volumes-hold-data'])
  expect(codes({ confirmed: ['genomics-train'], dataDeleted: true })).toEqual([])
  expect(codes({ confirmed: [], dataDeleted: true })).toEqual(['guard/destructive'])
})

test('data that the reclaim policy keeps is a warning once its namespace is gone', () => {
  expect(keptVolumeFindings([volume('cohort')])).toEqual([])
  expect(keptVolumeFindings([volume('cohort'), volume('results', { kept: true })])).toMatchObject([
    {
      code: 'guard/volumes-kept',
      severity: 'warning',
      message:
        'genomics-train is gone, but 512 GiB of its data stay on the storage, as the reclaim policy is Retain: results (512 GiB, volume pv-results)',
    },
  ])
})
