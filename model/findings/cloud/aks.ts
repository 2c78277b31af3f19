import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { cloudSizeFindings } from './cloud-size.ts'
import { shapeFindings } from './shape.ts'

/** Longest name of a cluster in AKS: it begins a DNS name. */
const longestName = 54

/** Settings of a cluster in Azure Kubernetes Service that Azure would refuse, or that do not fit the pod. */
export function aksFindings(model: PodModel): Finding[] {
  const { target } = model
  const { aks } = target
  if (target.kind !== 'aks' || !aks) return []
  const path = `targets.${target.name}.aks`
  const shape = { cloud: 'aks', type: aks.systems.type, region: aks.location } as const
  return [
    ...shapeFindings(model, { ...shape, path: `${path}.systems.type`, regionPath: `${path}.location` }),
    ...cloudSizeFindings(model, 'aks', longestName),
    ...(Object.keys(aks.admins).length === 0 ? [adminsMissing(path)] : []),
    ...driver(model),
    infiniBand(path),
  ]
}

function adminsMissing(path: string): Finding {
  return {
    code: 'aks/admins-missing',
    severity: 'error',
    path: `${path}.admins`,
    message: 'admins is empty: the cluster has no local account, so nobody could reach it',
    remedy: 'name a group of Entra that whoever applies is in, as ops: 00000000-0000-4000-8000-000000000000',
  }
}

/** Nodes are made without a driver, so that one version of one maker is everywhere. */
function driver({ platform: { gpuOperator } }: PodModel): Finding[] {
  if (gpuOperator.owner !== 'superpod' || gpuOperator.mode === 'managed') return []
  return [
    {
      code: 'aks/driver-missing',
      severity: 'error',
      path: 'platform.gpuOperator.mode',
      message: `mode is ${gpuOperator.mode}, but nodes in Azure are made without a driver: the GPU operator must bring it (GPUOP-DOC)`,
      remedy: "write mode: managed in the target's override",
    },
  ]
}

function infiniBand(path: string): Finding {
  return {
    code: 'aks/infiniband-feature',
    severity: 'info',
    path,
    message:
      'systems share one InfiniBand fabric only where AKSInfinibandSupport was registered before their node pools were made; nothing here verifies that (CLOUD)',
    remedy: 'register the feature first, as docs/targets/aks.md says',
  }
}
