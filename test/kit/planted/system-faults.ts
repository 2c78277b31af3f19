import { merge, type PlantedFault } from './fault.ts'

const node = (name: string) => ['node', name]

/** Faults of systems: as if the machine itself were not as config has it. */
export const systemFaults: readonly PlantedFault[] = [
  {
    title: 'a system that is gone',
    calls: [['delete', 'node', 'su1-r02-s1']],
    code: 'verify/system-missing',
    path: 'Node su1-r02-s1',
  },
  {
    title: 'a system that config does not have',
    calls: [['create', '--filename', '-']],
    input: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'stray', labels: { 'superpod/rack': 'su1-r02' } } },
    code: 'verify/system-unknown',
    path: 'Node stray',
  },
  {
    title: 'a system that is short of a GPU',
    calls: [
      merge(node('su1-r02-s2'), { status: { allocatable: { 'nvidia.com/gpu': '7' } } }, '--subresource', 'status'),
    ],
    code: 'verify/devices',
    path: 'Node su1-r02-s2',
  },
  {
    title: 'a system that is cordoned',
    calls: [['cordon', 'su1-r02-s3']],
    code: 'verify/system-cordoned',
    path: 'Node su1-r02-s3',
  },
  {
    title: 'a system that says it stands elsewhere',
    calls: [['label', 'node', 'su1-r03-s1', 'superpod/rack=su1-r07', '--overwrite']],
    code: 'verify/label',
    path: 'Node su1-r03-s1',
  },
  {
    title: 'a system whose GPUs are called otherwise',
    calls: [['label', 'node', 'su1-r03-s2', 'nvidia.com/gpu.product=NVIDIA-A100', '--overwrite']],
    code: 'verify/label',
    path: 'Node su1-r03-s2',
  },
  {
    title: 'a system without the label of its pool',
    calls: [['label', 'node', 'su1-r03-s3', 'superpod/pool-']],
    code: 'verify/label',
    path: 'Node su1-r03-s3',
  },
  {
    title: 'a system that is said to be out of service',
    calls: [['label', 'node', 'su1-r03-s4', 'superpod/state=failed']],
    code: 'verify/label',
    path: 'Node su1-r03-s4',
  },
  {
    title: 'a dedicated system without the taint of its tenant',
    calls: [['taint', 'node', 'su1-r01-s1', 'superpod/pool-']],
    code: 'verify/taint',
    path: 'Node su1-r01-s1',
  },
  {
    title: 'a system with a taint of somebody',
    calls: [['taint', 'node', 'su1-r04-s1', 'team=vision:NoSchedule']],
    code: 'verify/taint',
    path: 'Node su1-r04-s1',
  },
  ...['kernelVersion', 'osImage', 'kubeletVersion', 'containerRuntimeVersion'].map((field, index) => ({
    title: `a system with another ${field}`,
    calls: [
      merge(node(`su1-r05-s${index + 1}`), { status: { nodeInfo: { [field]: 'other' } } }, '--subresource', 'status'),
    ],
    code: 'verify/version-skew',
    path: `Node su1-r05-s${index + 1}`,
  })),
  {
    title: 'a system with another driver',
    calls: [['label', 'node', 'su1-r06-s1', 'nvidia.com/cuda.driver-version.full=570.1']],
    code: 'verify/version-skew',
    path: 'Node su1-r06-s1',
  },
]
