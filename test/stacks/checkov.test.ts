import { describe, expect, test } from 'vitest'
import { checkovReport, installedCheckov } from '../kit/checkov.ts'
import { eksJson } from '../kit/eks-pod.ts'

/** Checks that fail for a reason, by cloud: `CKV_AWS_1 resource.name`, and why that is as it shall be. */
const accepted: Readonly<Record<string, Readonly<Record<string, string>>>> = { eks: {} }

const skipped = installedCheckov ? '' : ' (skipped: no checkov in ~/.cache/superpod/checkov nor in /usr/local/bin)'

describe.skipIf(!installedCheckov)(`checkov${skipped}`, { timeout: 120_000 }, () => {
  test('finds nothing in a cluster in EKS that is not listed with a reason', async () => {
    const { passed, failed } = await checkovReport(await eksJson({ eks: { reach: { vpn: '10.9.0.0/24' } } }))
    expect(passed).toBeGreaterThan(100)
    expect(failed).toEqual(Object.keys(accepted['eks'] ?? {}).sort())
  })

  test('fails on a public endpoint, Secrets in plain text and a door that is open to everybody', async () => {
    const json = structuredClone(await eksJson())
    const cluster = json.resource?.['aws_eks_cluster']?.['cluster'] as Record<string, unknown>
    delete cluster['encryption_config']
    const network = cluster['vpc_config'] as Record<string, unknown>
    network['endpoint_public_access'] = true
    const { failed } = await checkovReport(json)
    expect(failed).toEqual([
      'CKV_AWS_38 resource.cluster',
      'CKV_AWS_39 resource.cluster',
      'CKV_AWS_58 resource.cluster',
    ])
  })
})
