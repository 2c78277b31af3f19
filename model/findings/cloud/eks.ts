import { eksQuotas } from '#catalog'
import type { Finding } from '#core'
import { cloudClusterName } from '../../cloud/cluster-name.ts'
import { systemGroups } from '../../cloud/system-group.ts'
import type { PodModel } from '../../pod-model.ts'
import { shapeFindings } from './shape.ts'

/** Longest name of a cluster: names of roles begin with it, and hold 64 characters. */
const longestName = 40

/** Settings of a cluster in Amazon EKS that AWS would refuse, or that do not fit the pod. */
export function eksFindings(model: PodModel): Finding[] {
  const { target, platform } = model
  const { eks } = target
  if (target.kind !== 'eks' || !eks) return []
  const path = `targets.${target.name}.eks`
  return [
    ...shapeFindings(model, {
      cloud: 'eks',
      type: eks.systems.type,
      region: eks.region,
      path: `${path}.systems.type`,
      regionPath: `${path}.region`,
    }),
    ...longName(model),
    ...(Object.keys(eks.admins).length === 0 ? [adminsMissing(path)] : []),
    ...quotas(model),
    ...states(model),
    ...(platform.gpuOperator.mode === 'managed' ? [driverInImage()] : []),
  ]
}

function longName(model: PodModel): Finding[] {
  const name = cloudClusterName(model)
  if (name.length <= longestName) return []
  return [
    {
      code: 'eks/name-too-long',
      severity: 'error',
      path: `targets.${model.target.name}`,
      message: `the cluster would be called ${name}, with ${name.length} characters, but names of its roles leave room for ${longestName}`,
      remedy: "shorten the name of the target's file",
    },
  ]
}

function adminsMissing(path: string): Finding {
  return {
    code: 'eks/admins-missing',
    severity: 'error',
    path: `${path}.admins`,
    message: 'admins is empty: nobody could reach the cluster, not even whoever made it',
    remedy: 'name the role that applies, as ops: arn:aws:iam::111122223333:role/superpod',
  }
}

function quotas(model: PodModel): Finding[] {
  const groups = systemGroups(model).length + 1
  const limit = eksQuotas.value.nodeGroups
  if (groups <= limit) return []
  return [
    {
      code: 'eks/group-quota',
      severity: 'warning',
      path: 'systems',
      message: `the cluster has ${groups} groups of nodes, but AWS allows ${limit} unless asked for more (EKS)`,
      remedy: 'ask AWS for a higher quota of managed node groups a cluster',
    },
  ]
}

// a cloud names its machines itself: which of them stands at a place of ours, nobody knows
function states({ systems }: PodModel): Finding[] {
  const out = systems.filter(({ outage }) => outage !== undefined)
  const [first] = out
  if (!first?.outage) return []
  const who = out.length === 1 ? `${first.name} takes` : `${out.length} systems take`
  return [
    {
      code: 'eks/state-without-machine',
      severity: 'warning',
      path: `systems.state.${first.outage.place}`,
      message: `${who} no work by config, but machines of EKS have no names of ours: none of them is kept from work`,
      remedy: 'remove the state; let EKS repair machines, or cordon the node yourself',
    },
  ]
}

function driverInImage(): Finding {
  return {
    code: 'eks/driver-in-image',
    severity: 'error',
    path: 'platform.gpuOperator.mode',
    message: 'the GPU operator would bring the driver, but the image of EKS machines with GPUs has one already',
    remedy: 'write mode: dgx-os in the override of the target: driver and toolkit of the host',
  }
}
