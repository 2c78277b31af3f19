import { podNetworkDevice, type Source } from '#catalog'
import type { JobPlan } from '#model'

/** A variable of a job's containers, and why it is there. */
export interface JobVariable {
  readonly name: string
  readonly value: string
  readonly why: string
}

/** What NCCL must know where several systems work together: no more than sources give. */
export function ncclVariables({ systems, purpose }: JobPlan): JobVariable[] {
  if (systems === 1 || purpose !== 'train') return []
  return [
    {
      name: 'NCCL_SOCKET_IFNAME',
      value: podNetworkDevice.value,
      why: `connections are set up over the pod's own network device (${printed(podNetworkDevice.source)})`,
    },
  ]
}

/** What of NCCL is left to it, and why: lines for people. */
export function ncclRemarks(plan: JobPlan): string[] {
  const { generation, rails: granted } = plan
  if (ncclVariables(plan).length === 0) return []
  const { rails, rack } = generation
  const devices = rails.value.flatMap(({ rdmaDevice }) => rdmaDevice ?? [])
  const hosts =
    devices.length > 0
      ? `on the host the rails are ${devices.join(', ')} (${printed(rails.source)})`
      : `no source names the devices of the rails of ${generation.title}`
  return [
    granted
      ? `NCCL_IB_HCA is left out: a pod sees the rails that it was given and no other; ${hosts}.`
      : 'No rails: either nobody granted them to the tenant (rdma in its file), or this target has none. NCCL goes over sockets.',
    ...(rack.nvlinkSwitchTrays
      ? ['NVLink between systems needs a ComputeDomain (GPUOP-DOC, V): without one, NCCL goes over the network.']
      : []),
  ]
}

function printed({ key, grade }: Source): string {
  return `${key}, ${grade}`
}
