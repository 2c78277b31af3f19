import type { PodModel } from '#model'
import { type Check, openCheck } from './check.ts'
import type { LiveMachine } from './live-machine.ts'
import type { ProbeName } from './probe/probe-record.ts'
import { probedCheck } from './probe/probed-check.ts'

/** What is there to hold records of probes to. */
export interface Probed {
  readonly machine: LiveMachine
  /** Day to judge for. */
  readonly at: string
}

/**
 * What the API of a cluster does not show: only who looks at the host, or at the fabric, can tell.
 * @param seen - @default records of probes are not looked at: nothing of ours has been on the cluster yet
 */
export function hostChecks(model: PodModel, seen?: Probed): Check[] {
  const { rails, tenants, issuer } = model
  const { dcgm, allReduce } = model.platform.verify.probe.images
  const probed = (name: ProbeName, title: string, why: string) =>
    seen ? probedCheck({ model, ...seen, name, title, why }) : openCheck(name, title, why)
  const isKnown = (name: ProbeName) => [...(seen?.machine.records ?? []).values()].some((record) => record[name])
  const sensitive = tenants.some(({ sensitivity }) => sensitivity === 'sensitive')
  const partitions = tenants.some(({ rdma }) => rdma?.partitionKey !== undefined)
  return [
    openCheck('firmware', 'firmware is the same on all systems', 'no API object shows it: look with nvfwupd'),
    probed(
      'gpu-hole',
      'no container sees GPUs that it did not ask for',
      'settings of the container runtime, on each host',
    ),
    ...(rails || isKnown('memlock')
      ? [probed('memlock', 'containers may lock memory for RDMA', 'LimitMEMLOCK of containerd, on each host')]
      : []),
    ...(dcgm || isKnown('diag') ? [probed('diag', 'all GPUs pass dcgmi diag -r 1', 'it runs on each host')] : []),
    ...(allReduce || isKnown('all-reduce')
      ? [probed('all-reduce', 'GPUs of a scalable unit reach each other', 'a job on all of its systems measures it')]
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
