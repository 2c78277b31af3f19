import { addressTable } from './address-table.ts'
import { auditPolicyFile, authenticationFile } from './api-server-files.ts'
import { billOfMaterials } from './bill-of-materials.ts'
import { cablingTable } from './cabling-table.ts'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'
import { rackTable } from './rack-table.ts'
import { topographModel } from './topograph-model.ts'

/** Every file that can be made of a pod, by the name that a person asks for it. */
export const exports: Readonly<Record<string, (plan: PhysicalPlan) => ExportFile>> = {
  cabling: cablingTable,
  racks: rackTable,
  addresses: addressTable,
  materials: billOfMaterials,
  topograph: topographModel,
  authentication: authenticationFile,
  audit: auditPolicyFile,
}
