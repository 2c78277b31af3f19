import { fact, unknown } from '../source.ts'
import type { CloudFabric, CloudShape } from './cloud-shape.ts'

const open = {
  cloud: 'aks',
  gpuMemoryMiB: unknown('Azure gives GPU memory in GB, and no source what a node has in MiB'),
  localDiskGB: unknown('Azure says that local disks vary by region'),
  regions: unknown('no source read here lists the regions of each size'),
  capacity: unknown('which sizes are sold without a reservation differs by region and subscription'),
} as const satisfies Partial<CloudShape>

const hgx = {
  ...open,
  gpus: fact(8, 'AKS-SIZES', 'V'),
  vcpus: fact(96, 'AKS-SIZES', 'V'),
  arch: fact<'amd64' | 'arm64'>('amd64', 'AZURE-ND', 'V'),
  fabric: fact<CloudFabric>({ kind: 'InfiniBand', interfaces: 8, gbps: 3200 }, 'AZURE-ND', 'V'),
} as const satisfies Partial<CloudShape>

const nvl72 = {
  ...open,
  gpus: fact(4, 'AZURE-ND', 'V'),
  vcpus: fact(128, 'AKS-SIZES', 'V'),
  memoryGiB: fact(864, 'AKS-SIZES', 'V'),
  arch: fact<'amd64' | 'arm64'>('arm64', 'AZURE-ND', 'V'),
} as const satisfies Partial<CloudShape>

/**
 * GPU machines of Azure, in order of preference for a generation.
 * @see https://learn.microsoft.com/en-us/azure/virtual-machines/sizes/gpu-accelerated/nd-family
 */
export const aksShapes: readonly CloudShape[] = [
  {
    ...hgx,
    type: 'Standard_ND96isr_H100_v5',
    generations: ['dgx-h100'],
    memoryGiB: fact(1900, 'AKS-SIZES', 'V'),
  },
  {
    ...hgx,
    type: 'Standard_ND96isr_H200_v5',
    generations: ['dgx-h200'],
    memoryGiB: fact(1850, 'AKS-SIZES', 'V'),
  },
  {
    ...nvl72,
    type: 'Standard_ND128isr_NDR_GB200_v6',
    generations: ['dgx-gb200'],
    fabric: fact<CloudFabric>({ kind: 'InfiniBand', interfaces: 4, gbps: 1600 }, 'AZURE-ND', 'V'),
  },
  {
    ...nvl72,
    type: 'Standard_ND128isr_GB300_v6',
    generations: ['dgx-gb300'],
    fabric: unknown('sources give four adapters, and disagree on their speed'),
  },
]
