import { fact, unknown } from '../source.ts'
import type { CloudFabric, CloudShape, EfaInterface } from './cloud-shape.ts'

/** Cards whose first carries addresses and RDMA, and all others RDMA alone: one address a machine. */
function firstWithAddress(cards: number): EfaInterface[] {
  return Array.from({ length: cards }, (_, card) => ({
    card,
    device: card === 0 ? 0 : 1,
    type: card === 0 ? 'efa' : 'efa-only',
  }))
}

/** A first card for addresses alone, which has no RDMA, and others for RDMA alone. */
function firstWithoutRdma(others: readonly number[]): EfaInterface[] {
  return [
    { card: 0, device: 0, type: 'interface' },
    ...others.map((card): EfaInterface => ({ card, device: 0, type: 'efa-only' })),
  ]
}

function efa(gbps: number, interfaces: readonly EfaInterface[]): CloudFabric {
  return { kind: 'EFA', gbps, interfaces }
}

const hgx = {
  cloud: 'eks',
  gpus: fact(8, 'EC2-TYPES', 'V'),
  vcpus: fact(192, 'EC2-TYPES', 'V'),
  memoryGiB: fact(2048, 'EC2-TYPES', 'V'),
  localDiskGB: fact(30_400, 'EC2-TYPES', 'V'),
  arch: fact<'amd64' | 'arm64'>('amd64', 'EC2-TYPES', 'V'),
  capacity: fact<'on demand' | 'reserved only'>('on demand', 'EC2-REGIONS', 'T'),
} as const

const h100Regions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ca-central-1',
  'eu-north-1',
  'eu-west-2',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
]

const h200Regions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-3',
  'eu-north-1',
  'eu-south-2',
  'me-central-1',
  'us-east-1',
  'us-east-2',
  'us-gov-west-1',
  'us-west-1',
  'us-west-2',
]

const b200Regions = ['ap-south-1', 'us-east-1', 'us-east-2', 'us-gov-east-1', 'us-gov-west-1', 'us-west-2']

/**
 * GPU machines of AWS, in order of preference for a generation.
 * @see https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html
 */
export const eksShapes: readonly CloudShape[] = [
  {
    ...hgx,
    type: 'p5.48xlarge',
    generations: ['dgx-h100'],
    gpuMemoryMiB: fact(81_920, 'EC2-TYPES', 'V'),
    fabric: fact(efa(3200, firstWithAddress(32)), 'EC2-EFA', 'V'),
    regions: fact(h100Regions, 'EC2-REGIONS', 'T'),
  },
  {
    ...hgx,
    type: 'p5en.48xlarge',
    generations: ['dgx-h200'],
    gpuMemoryMiB: fact(144_384, 'EC2-TYPES', 'V'),
    fabric: fact(efa(3200, firstWithAddress(16)), 'EC2-EFA', 'V'),
    regions: fact(h200Regions, 'EC2-REGIONS', 'T'),
  },
  {
    ...hgx,
    type: 'p5e.48xlarge',
    generations: ['dgx-h200'],
    gpuMemoryMiB: fact(144_384, 'EC2-TYPES', 'V'),
    fabric: fact(efa(3200, firstWithAddress(32)), 'EC2-EFA', 'V'),
    regions: unknown('EC2-REGIONS lists no price of p5e in any region'),
    capacity: unknown('EC2-REGIONS lists no price of p5e, which may be sold by the block only'),
  },
  {
    ...hgx,
    type: 'p6-b200.48xlarge',
    generations: ['dgx-b200'],
    gpuMemoryMiB: fact(183_359, 'EC2-TYPES', 'V'),
    fabric: fact(efa(3200, firstWithAddress(8)), 'EC2-EFA', 'V'),
    regions: fact(b200Regions, 'EC2-REGIONS', 'T'),
  },
  {
    ...hgx,
    type: 'p6-b300.48xlarge',
    generations: ['dgx-b300-spectrum-x', 'dgx-b300-xdr'],
    gpuMemoryMiB: fact(275_040, 'EC2-TYPES', 'V'),
    memoryGiB: fact(4096, 'EC2-TYPES', 'V'),
    // the source says device 1 in its text and 0 in its example: each of these cards takes four interfaces, so both are free
    fabric: fact(efa(6400, firstWithoutRdma(Array.from({ length: 16 }, (_, index) => index + 1))), 'EC2-EFA', 'V'),
    regions: fact(['ap-northeast-2', 'us-east-1', 'us-gov-east-1', 'us-west-2'], 'EC2-REGIONS', 'T'),
  },
  {
    cloud: 'eks',
    type: 'p6e-gb200.36xlarge',
    generations: ['dgx-gb200'],
    gpus: fact(4, 'EC2-REGIONS', 'T'),
    gpuMemoryMiB: unknown('EC2-REGIONS gives 740 GB for four, no vendor text the memory of one'),
    vcpus: fact(144, 'EC2-REGIONS', 'T'),
    memoryGiB: fact(960, 'EC2-REGIONS', 'T'),
    localDiskGB: fact(22_500, 'EC2-REGIONS', 'T'),
    arch: fact('arm64', 'EC2-IMEX', 'T'),
    // one card of each pair that shares an adapter and a GPU: four of 400 Gb/s
    fabric: fact(efa(1600, firstWithoutRdma([1, 5, 9, 13])), 'EC2-EFA', 'V'),
    regions: fact(['us-east-1'], 'EC2-BLOCKS', 'V'),
    capacity: fact('reserved only', 'EC2-BLOCKS', 'V'),
  },
]
