import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { aksFindings } from './aks.ts'
import { eksFindings } from './eks.ts'
import { eksCapacityFindings } from './eks-capacity.ts'
import { eksNetworkFindings } from './eks-network.ts'
import { gkeFindings } from './gke.ts'

/** What a cloud cannot be asked for, or would refuse. */
export function cloudFindings(model: PodModel): Finding[] {
  return [
    ...eksFindings(model),
    ...eksCapacityFindings(model),
    ...eksNetworkFindings(model),
    ...gkeFindings(model),
    ...aksFindings(model),
  ]
}
