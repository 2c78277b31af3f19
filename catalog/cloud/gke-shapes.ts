import { type Fact, fact, unknown } from '../source.ts'
import type { CloudFabric, CloudShape } from './cloud-shape.ts'

function gpuDirect(interfaces: number, gbps: number): Fact<CloudFabric> {
  return fact({ kind: 'GPUDirect', interfaces, gbps }, 'GCE-GPUS', 'T')
}

const open = {
  gpuMemoryMiB: unknown('Google gives GPU memory in GB, and no source what a node has in MiB'),
  regions: unknown('no source read here lists the zones of each type'),
  capacity: unknown('which types are sold without a reservation differs by zone and account'),
} as const satisfies Partial<CloudShape>

const hgx = {
  cloud: 'gke',
  gpus: fact(8, 'GCE-GPUS', 'V'),
  arch: fact<'amd64' | 'arm64'>('amd64', 'GCE-GPUS', 'V'),
  ...open,
} as const satisfies Partial<CloudShape>
const h100 = {
  ...hgx,
  generations: ['dgx-h100'],
  vcpus: fact(208, 'GCE-GPUS', 'V'),
  memoryGiB: fact(1872, 'GCE-GPUS', 'V'),
  localDiskGB: fact(6000, 'GCE-GPUS', 'K'),
} as const satisfies Partial<CloudShape>

/**
 * GPU machines of Google Cloud, in order of preference for a generation.
 * @see https://cloud.google.com/compute/docs/accelerator-optimized-machines
 */
export const gkeShapes: readonly CloudShape[] = [
  { ...h100, type: 'a3-megagpu-8g', fabric: gpuDirect(8, 1600) },
  { ...h100, type: 'a3-highgpu-8g', fabric: gpuDirect(4, 800) },
  {
    ...hgx,
    type: 'a3-ultragpu-8g',
    generations: ['dgx-h200'],
    vcpus: fact(224, 'GCE-GPUS', 'V'),
    memoryGiB: fact(2952, 'GCE-GPUS', 'V'),
    localDiskGB: fact(12_000, 'AUTOSCALER', 'D'),
    fabric: gpuDirect(8, 3200),
  },
  {
    ...hgx,
    type: 'a4-highgpu-8g',
    generations: ['dgx-b200'],
    vcpus: fact(224, 'GCE-GPUS', 'T'),
    memoryGiB: fact(3968, 'GCE-GPUS', 'T'),
    localDiskGB: fact(12_000, 'AUTOSCALER', 'D'),
    fabric: gpuDirect(8, 3200),
  },
  {
    cloud: 'gke',
    type: 'a4x-highgpu-4g',
    generations: ['dgx-gb200'],
    gpus: fact(4, 'GCE-ARM', 'V'),
    arch: fact<'amd64' | 'arm64'>('arm64', 'GCE-ARM', 'V'),
    vcpus: fact(140, 'GCE-ARM', 'V'),
    memoryGiB: fact(884, 'GCE-ARM', 'V'),
    localDiskGB: fact(12_000, 'GCE-ARM', 'V'),
    fabric: gpuDirect(4, 1600),
    ...open,
    capacity: fact('reserved only', 'GCE-GPUS', 'K'),
  },
]

/** What GKE must be told of a type of machine with GPUs. */
export interface GkeMachine {
  /** Accelerator, as Google spells it. */
  readonly accelerator: string
  /** Local disks that pods get as ephemeral storage. */
  readonly localDisks: number
  /** Largest packet of the networks of GPUs, in bytes. */
  readonly mtuBytes: number
  /** Networks that have one interface of a system each. */
  readonly separateNetworks: number
  /** Interfaces that share one network with RDMA. */
  readonly rdmaInterfaces: number
  /** Whether machines are asked to stand close together; what is reserved in blocks does. */
  readonly compact: boolean
}

/** The same of every type of {@link gkeShapes}. @see https://github.com/GoogleCloudPlatform/cluster-toolkit */
export const gkeMachines: Fact<Readonly<Record<string, GkeMachine>>> = fact(
  {
    'a3-highgpu-8g': {
      accelerator: 'nvidia-h100-80gb',
      localDisks: 16,
      mtuBytes: 8244,
      separateNetworks: 4,
      rdmaInterfaces: 0,
      compact: true,
    },
    'a3-megagpu-8g': {
      accelerator: 'nvidia-h100-mega-80gb',
      localDisks: 16,
      mtuBytes: 8244,
      separateNetworks: 8,
      rdmaInterfaces: 0,
      compact: true,
    },
    'a3-ultragpu-8g': {
      accelerator: 'nvidia-h200-141gb',
      localDisks: 32,
      mtuBytes: 8896,
      separateNetworks: 1,
      rdmaInterfaces: 8,
      compact: false,
    },
    'a4-highgpu-8g': {
      accelerator: 'nvidia-b200',
      localDisks: 32,
      mtuBytes: 8896,
      separateNetworks: 1,
      rdmaInterfaces: 8,
      compact: false,
    },
    'a4x-highgpu-4g': {
      accelerator: 'nvidia-gb200',
      localDisks: 4,
      mtuBytes: 8896,
      separateNetworks: 1,
      rdmaInterfaces: 4,
      compact: false,
    },
  },
  'CLOUD',
  'V',
)
