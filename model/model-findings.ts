import type { Finding } from '#core'
import { withAllowed } from './findings/allowed.ts'
import { capacityFindings } from './findings/capacity.ts'
import { cloudFindings } from './findings/cloud/cloud.ts'
import { egressFindings } from './findings/egress.ts'
import { fabricFindings } from './findings/fabric.ts'
import { floorFindings } from './findings/floor.ts'
import { freezeFindings } from './findings/freeze.ts'
import { gpuOperatorFindings } from './findings/gpu-operator.ts'
import { gpuSharingFindings } from './findings/gpu-sharing.ts'
import { inventoryFindings } from './findings/inventory.ts'
import { lookAlikeFindings } from './findings/look-alikes.ts'
import { nameFindings } from './findings/names.ts'
import { networkFindings } from './findings/networks.ts'
import { observabilityFindings } from './findings/observability.ts'
import { openFactFindings } from './findings/open-facts.ts'
import { outageFindings, outsidePlaces } from './findings/outages.ts'
import { placementFindings } from './findings/placement.ts'
import { platformFindings } from './findings/platform.ts'
import { policyFindings } from './findings/policy.ts'
import { proofFindings } from './findings/proofs.ts'
import { quarantineFindings } from './findings/quarantine.ts'
import { queueFindings } from './findings/queues.ts'
import { rackFindings } from './findings/racks.ts'
import { railFindings } from './findings/rails.ts'
import { rdmaFindings } from './findings/rdma.ts'
import { siteFindings } from './findings/site.ts'
import { storageFindings } from './findings/storage/storage.ts'
import { tenantFindings } from './findings/tenant.ts'
import { trainerFindings } from './findings/trainer.ts'
import { versionFindings } from './findings/versions.ts'
import type { PodModel } from './pod-model.ts'

/**
 * Everything in a model that does not fit together, all of it at once.
 * @param at - the day to judge expiry by, `2027-06-30`
 * @returns findings without places: their paths say which field of which file
 */
export function modelFindings(model: PodModel, { at }: { readonly at: string }): Finding[] {
  const findings = [
    ...nameFindings(model),
    ...freezeFindings(model, at),
    ...floorFindings(model),
    ...rackFindings(model),
    ...fabricFindings(model),
    ...networkFindings(model),
    ...platformFindings(model),
    ...versionFindings(model),
    ...cloudFindings(model),
    ...siteFindings(model),
    ...policyFindings(model),
    ...gpuOperatorFindings(model),
    ...gpuSharingFindings(model),
    ...railFindings(model),
    ...rdmaFindings(model),
    ...observabilityFindings(model),
    ...placementFindings(model),
    ...outsidePlaces(model),
    ...capacityFindings(model),
    ...tenantFindings(model, at),
    ...lookAlikeFindings(model),
    ...egressFindings(model),
    ...queueFindings(model),
    ...trainerFindings(model),
    ...outageFindings(model, at),
    ...quarantineFindings(model, at),
    ...proofFindings(model, at),
    ...inventoryFindings(model),
    ...storageFindings(model),
    ...openFactFindings(model),
  ]
  return byWeight(withAllowed(findings, model))
}

const weights = { error: 0, warning: 1, info: 2 } as const

/** What must be corrected before what is only told. */
function byWeight(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => weights[a.severity] - weights[b.severity])
}
