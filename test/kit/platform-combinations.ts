import { generations } from '#catalog'
import { type LoadedPod, Pod, Tenant } from '#config'
import type { KubeObject } from '#core'
import { type PodModel, podModel } from '#model'
import { rendered } from '#render'
import { type StackOutline, stackOutlines, synthesised } from '#stacks'
import { type Combination, type Factors, pairwise } from './pairwise.ts'
import { writtenStorage } from './storage-settings.ts'

const owners = ['superpod', 'external'] as const

/** What varies between platforms. */
export const platformFactors: Factors = {
  generation: Object.keys(generations),
  storage: [...Object.keys(writtenStorage), 'undecided'],
  sharing: ['whole', 'mig-single', 'mig-mixed', 'time-slicing', 'mps'],
  gpuOperator: owners,
  networkOperator: owners,
  kueue: owners,
  observability: owners,
  trainer: owners,
  mode: ['dgx-os', 'managed'],
  policy: ['deny', 'audit'],
  rdma: ['none', 'host'],
}

// no source has the MIG profiles of the newest GPU, and a tenant can have rails only where superpod makes them
function possible(row: Combination): Combination {
  const generation = generations[row['generation'] ?? '']
  const isOpen = generation?.gpu.mig.value === undefined && row['sharing']?.startsWith('mig')
  const known = isOpen ? { ...row, sharing: 'whole' } : row
  return combinedPod({ ...known, rdma: 'none' }).rails ? known : { ...known, rdma: 'none' }
}

/** The model of a pod with such a platform, on a real cluster. */
export function combinedPod(row: Combination): PodModel {
  return podModel(loadedCombination(row))
}

function loadedCombination(row: Combination): LoadedPod {
  const { generation = '', storage = '', kueue, observability, trainer, policy } = row
  const pod = Pod.parse({
    name: 'tiny',
    systems: { generation, scalableUnits: 1 },
    storage: { scratch: storage === 'undecided' ? { backend: storage } : writtenStorage[storage as 'nfs'] },
    platform: {
      kueue: { owner: kueue },
      observability: { owner: observability },
      trainer: { owner: trainer },
      jobSet: { owner: trainer },
      policy: { mode: policy },
      gpuOperator: { owner: row['gpuOperator'], ...gpuSettings(row) },
      networkOperator: { owner: row['networkOperator'] },
      nodeFeatureDiscovery: { owner: row['gpuOperator'] },
    },
  })
  return {
    name: 'tiny',
    dir: 'tiny',
    pod,
    tenants: [Tenant.parse({ ...tenant, ...(row['rdma'] === 'host' ? { rdma: { memlock: 'host' } } : {}) })],
    target: {
      name: 'metal',
      kind: 'kubeconfig',
      engine: 'terraform',
      context: 'metal',
      state: { backend: 'local', shared: false },
      override: {},
    },
    targets: ['metal'],
    inventory: {},
    findings: [],
    places: { at: () => undefined },
  }
}

const tenant = {
  name: 'ada',
  title: 'Ada',
  gpus: { guaranteed: 8, burst: 16 },
  namespaces: { train: {} },
  sensitivity: 'internal',
  access: { admins: ['leads'], members: ['ada'], viewers: [] },
}

// what is not superpod's takes no settings of how it works
function gpuSettings({ gpuOperator, generation = '', mode, sharing }: Combination): object {
  if (gpuOperator === 'external') return {}
  const settings = { mode, ...(mode === 'managed' ? { driver: { version: '580.126.20' } } : {}) }
  const profiles = Object.keys(generations[generation]?.gpu.mig.value?.profiles ?? {})
  const shared: Record<string, object> = {
    'mig-single': { mig: { strategy: 'single', layout: profiles[0] } },
    'mig-mixed': { mig: { strategy: 'mixed', layout: 'all-balanced' } },
    'time-slicing': { timeSlicing: { replicas: 4 } },
    mps: { mps: { replicas: 4 } },
  }
  const own = shared[sharing ?? '']
  return own ? { ...settings, sharing: { shared: own } } : settings
}

/** Every object of a stack that superpod writes itself: typed resources, and what travels in releases of objects. */
function objectsOf(outline: StackOutline): KubeObject[] {
  const { objects, releases } = rendered(synthesised(outline).json)
  return [...objects.map(({ object }) => object), ...releases.flatMap((release) => release.objects ?? [])]
}

/** Every object of a platform and its tenant. */
export function platformObjects(row: Combination): KubeObject[] {
  return stackOutlines(combinedPod(row)).flatMap(objectsOf)
}

/** Combinations in which every two of these values stand together, but for what nobody can have. */
export const platformCombinations: readonly Combination[] = pairwise(platformFactors).map(possible)
