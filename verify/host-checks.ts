import type { PodModel } from '#model'
import { type Check, openCheck } from './check.ts'

/** What the API of a cluster does not show: only who looks at the host, or at the fabric, can tell. */
export function hostChecks({ rails, tenants, issuer }: PodModel): Check[] {
  const sensitive = tenants.some(({ sensitivity }) => sensitivity === 'sensitive')
  const partitions = tenants.some(({ rdma }) => rdma?.partitionKey !== undefined)
  return [
    openCheck('firmware', 'firmware is the same on all systems', 'no API object shows it: look with nvfwupd'),
    openCheck(
      'gpu-hole',
      'no container sees GPUs that it did not ask for',
      'settings of the container runtime, on each host',
    ),
    ...(rails
      ? [openCheck('memlock', 'containers may lock memory for RDMA', 'LimitMEMLOCK of containerd, on each host')]
      : []),
    ...(partitions
      ? [openCheck('partitions', 'the fabric keeps partitions apart', 'membership of ports, in the fabric manager')]
      : []),
    ...(sensitive
      ? [
          openCheck(
            'registration',
            'systems of sensitive tenants register with their taint',
            'kubelet settings, on each host',
          ),
        ]
      : []),
    ...(issuer
      ? [openCheck('identity', 'the API server believes the issuer of config', 'files of the API server, on its hosts')]
      : []),
  ]
}
