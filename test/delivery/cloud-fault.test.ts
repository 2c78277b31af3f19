import { describe, expect, test } from 'vitest'
import { engineFault } from '../../delivery/engine-fault.ts'

/** What is said of a run of a cluster's stack that failed. */
function fault(provider: string, said: string, verb = 'plan') {
  const about = { engine: 'terraform', log: '/logs/x.log', mirror: '/mirror/providers', platform: 'linux_amd64' }
  const { exitCode, findings } = engineFault({
    ...about,
    providers: [{ source: 'registry.terraform.io/hashicorp/aws', version: '6.25.0' }],
    cwd: '/stacks/gefion-eks-cluster',
    json: { provider: { [provider]: [{}] } },
    stack: 'gefion-eks-cluster',
    verb,
    said,
  })
  return { exitCode, ...findings[0] }
}

// words as people have published them: no cloud was reached here
const noCredentials = `╷
│ Error: No valid credential sources found
│
│   with provider["registry.terraform.io/hashicorp/aws"],
│
│ Please see https://registry.terraform.io/providers/hashicorp/aws
│ for more information about providing credentials.
╵`

describe('a cloud', () => {
  test('fails where nobody has logged in, and says how', () => {
    const found = fault('aws', noCredentials)
    expect(found).toMatchObject({ exitCode: 3, code: 'cloud/no-credentials' })
    expect(found.message).toContain('AWS knows nobody who runs this')
    expect(found.remedy).toContain('aws sso login')
  })

  test.each([
    ['aws', 'Error: AWS account ID not allowed: 444455556666', 'cloud/account-other'],
    ['aws', 'Error: creating EC2 Instance: InsufficientInstanceCapacity: no p5.48xlarge', 'cloud/no-capacity'],
    ['aws', 'Error: VcpuLimitExceeded: You have requested more vCPU capacity', 'cloud/quota'],
    ['aws', 'Error: creating EKS Cluster: AccessDeniedException: not authorized', 'cloud/refused'],
    ['aws', 'Error: dial tcp: lookup sts.eu-north-1.amazonaws.com: no such host', 'cloud/unreachable'],
    ['google', 'Error: google: could not find default credentials', 'cloud/no-credentials'],
    ['azurerm', "Error: building account: could not acquire access token; run 'az login'", 'cloud/no-credentials'],
  ])('of %s fails at %s', (provider, said, code) => {
    expect(fault(provider, said)).toMatchObject({ exitCode: 3, code, remedy: expect.any(String) })
  })

  test('is not blamed for what a cluster does, nor for a registry', () => {
    expect(fault('kubernetes', 'Error: dial tcp 127.0.0.1:6443: connect: connection refused').code).toBe(
      'cluster/unreachable',
    )
    expect(fault('aws', 'Error: Failed to install provider: no such host', 'init').code).toBe('providers/unreachable')
  })
})
