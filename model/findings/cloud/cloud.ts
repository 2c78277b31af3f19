import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import { eksFindings } from './eks.ts'
import { eksCapacityFindings } from './eks-capacity.ts'
import { eksNetworkFindings } from './eks-network.ts'

/** What a cloud cannot be asked for, or would refuse. */
export function cloudFindings(model: PodModel): Finding[] {
  return [...eksFindings(model), ...eksCapacityFindings(model), ...eksNetworkFindings(model)]
}
