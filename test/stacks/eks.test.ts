import { describe, expect, test } from 'vitest'
import { generations, shapesOf } from '#catalog'
import type { TerraformJson } from '#terraform'
import { eksJson } from '../kit/eks-pod.ts'
import { addresses } from '../kit/gefion.ts'

type Values = Readonly<Record<string, unknown>>

/** One resource of a stack, by its type and name. */
function one(json: TerraformJson, type: string, name: string): Values {
  const found = json.resource?.[type]?.[name]
  if (!found) throw new Error(`no ${type}.${name}`)
  return found as Values
}

/** All resources of a type. */
function every(json: TerraformJson, type: string): Values[] {
  return Object.values(json.resource?.[type] ?? {}) as Values[]
}

describe('a cluster in EKS', () => {
  test('is reached through its network alone, by people whom AWS knows', async () => {
    const json = await eksJson({ eks: { reach: { vpn: '10.9.0.0/24' } } })
    const cluster = one(json, 'aws_eks_cluster', 'cluster')
    expect(cluster['vpc_config']).toMatchObject({ endpoint_private_access: true, endpoint_public_access: false })
    expect(cluster['access_config']).toEqual({
      authentication_mode: 'API',
      bootstrap_cluster_creator_admin_permissions: false,
    })
    expect(one(json, 'aws_eks_access_entry', 'admin-ops')['principal_arn']).toMatch(/:role\/superpod$/)
    expect(JSON.stringify(json)).not.toMatch(/password|secret_key|get-token/i)
  })

  test('lets nobody in from everywhere', async () => {
    const json = await eksJson({ eks: { reach: { vpn: '10.9.0.0/24' } } })
    const inwards = every(json, 'aws_vpc_security_group_ingress_rule')
    expect(inwards).toHaveLength(3)
    expect(inwards.map(({ cidr_ipv4 }) => cidr_ipv4 ?? 'itself').sort()).toEqual([
      '10.9.0.0/24',
      '172.29.0.0/16',
      'itself',
    ])
    expect(every(json, 'aws_security_group').filter(({ ingress }) => ingress !== undefined)).toEqual([])
    expect(every(json, 'aws_subnet').filter((subnet) => subnet['map_public_ip_on_launch'] !== false)).toEqual([])
  })

  test('has nothing that is not encrypted by a key of its own, turned over each year', async () => {
    const json = await eksJson()
    expect(every(json, 'aws_kms_key').map((key) => key['enable_key_rotation'])).toEqual([true, true, true])
    expect(one(json, 'aws_eks_cluster', 'cluster')['encryption_config']).toMatchObject({ resources: ['secrets'] })
    for (const group of every(json, 'aws_cloudwatch_log_group')) {
      expect(group).toMatchObject({ kms_key_id: expect.stringContaining('logs-key'), retention_in_days: 365 })
    }
    for (const template of every(json, 'aws_launch_template')) {
      expect(template['block_device_mappings']).toMatchObject([{ ebs: { encrypted: 'true' } }])
      expect(template['metadata_options']).toMatchObject({ http_tokens: 'required', http_put_response_hop_limit: 1 })
    }
  })

  test('writes every log of its control plane', async () => {
    const cluster = one(await eksJson(), 'aws_eks_cluster', 'cluster')
    expect(cluster['enabled_cluster_log_types']).toEqual([
      'api',
      'audit',
      'authenticator',
      'controllerManager',
      'scheduler',
    ])
  })

  test('enforces policies between pods', async () => {
    const { configuration_values: settings } = one(await eksJson(), 'aws_eks_addon', 'vpc-cni')
    expect(JSON.parse(String(settings))).toMatchObject({ enableNetworkPolicy: 'true' })
  })

  test('reaches no Internet where config says so', async () => {
    const without = addresses({ json: await eksJson({ eks: { internet: false } }) })
    expect(without.filter((address) => /nat_gateway|internet_gateway|aws_eip|aws_route\./.test(address))).toEqual([])
    expect(without).toContain('aws_vpc_endpoint.endpoints_ecr-api')
  })
})

describe('systems in EKS', () => {
  test('are as many as the model has, close together, with an interface a card', async () => {
    const json = await eksJson({ scalableUnits: 2 })
    const group = one(json, 'aws_eks_node_group', 'systems_su2')
    expect(group['scaling_config']).toEqual({ desired_size: 31, max_size: 31, min_size: 31 })
    expect(group['ami_type']).toBe('AL2023_x86_64_NVIDIA')
    const template = one(json, 'aws_launch_template', 'systems_su2-machine')
    expect(template['placement']).toMatchObject({ group_name: expect.stringContaining('systems_su2-together') })
    expect(template['network_interfaces']).toHaveLength(32)
    expect(Buffer.from(String(template['user_data']), 'base64').toString()).toContain('strategy: RAID0')
    expect(one(json, 'aws_placement_group', 'systems_su2-together')['strategy']).toBe('cluster')
  })

  test('let all in from themselves, and out to themselves: EFA needs both', async () => {
    const json = await eksJson()
    for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']) {
      const rule = one(json, type, type.includes('ingress') ? 'fabric_in' : 'fabric_out')
      expect(rule).toMatchObject({ ip_protocol: '-1', referenced_security_group_id: rule['security_group_id'] })
    }
  })

  test('of a capacity block are bought as one, and may go before it ends', async () => {
    const capacity = { kind: 'block', id: 'cr-0123456789abcdef0' }
    const json = await eksJson({ eks: { systems: { zone: 'eu-north-1a', units: { su1: { capacity } } } } })
    expect(one(json, 'aws_eks_node_group', 'systems_su1')).toMatchObject({
      capacity_type: 'CAPACITY_BLOCK',
      scaling_config: { desired_size: 31, min_size: 0 },
    })
    const template = one(json, 'aws_launch_template', 'systems_su1-machine')
    expect(template).toMatchObject({
      instance_market_options: { market_type: 'capacity-block' },
      capacity_reservation_specification: {
        capacity_reservation_target: { capacity_reservation_id: 'cr-0123456789abcdef0' },
      },
    })
    expect(template).not.toHaveProperty('placement')
  })

  test('of each generation that AWS offers can be made', async () => {
    for (const generation of Object.keys(generations)) {
      const [shape] = shapesOf('eks', generation)
      if (!shape) continue
      const json = await eksJson({ generation })
      expect(every(json, 'aws_launch_template').map((template) => template['instance_type'])).toContain(shape.type)
    }
  })
})

describe('an innocent edit', () => {
  test('of tags changes the provider alone', async () => {
    const [plain, tagged] = [await eksJson(), await eksJson({ eks: { tags: { cost: 'a' } } })]
    expect(tagged.resource).toEqual(plain.resource)
  })

  test('of one unit more leaves all others as they are', async () => {
    const [one_, two] = [await eksJson(), await eksJson({ scalableUnits: 2 })]
    const before = addresses({ json: one_ })
    const after = addresses({ json: two })
    expect(after.filter((address) => !before.includes(address)).sort()).toEqual([
      'aws_eks_node_group.systems_su2',
      'aws_launch_template.systems_su2-machine',
      'aws_placement_group.systems_su2-together',
    ])
    expect(before.filter((address) => !after.includes(address))).toEqual([])
    expect(one(two, 'aws_launch_template', 'management-machine')).toEqual(
      one(one_, 'aws_launch_template', 'management-machine'),
    )
  })

  test('of the version of Kubernetes changes the cluster alone, which its nodes follow', async () => {
    const [old, newer] = [
      await eksJson({ platform: { kubernetes: '1.34' } }),
      await eksJson({ platform: { kubernetes: '1.35' } }),
    ]
    const cluster = one(newer, 'aws_eks_cluster', 'cluster')
    expect({ ...one(old, 'aws_eks_cluster', 'cluster'), version: cluster['version'] }).toEqual(cluster)
    expect(every(newer, 'aws_eks_node_group')).toEqual(every(old, 'aws_eks_node_group'))
    expect(every(newer, 'aws_launch_template')).toEqual(every(old, 'aws_launch_template'))
  })
})
