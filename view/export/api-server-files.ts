import { stringify } from 'yaml'
import { counted } from '#core'
import { auditPolicy, authenticationConfiguration } from '#model'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'

/** Whom the API server believes: for `--authentication-config`. */
export function authenticationFile({ model }: PhysicalPlan): ExportFile {
  const content = authenticationConfiguration(model)
  const head = `# Whom the API server of ${model.name} believes: kube-apiserver --authentication-config=<this file>; it is read again when it changes.\n`
  return {
    name: 'authentication.yaml',
    content: head + stringify(content, { lineWidth: 0 }),
    rows: content.jwt.length,
    size: counted(content.jwt.length, 'issuer'),
  }
}

/** What the API server writes down: for `--audit-policy-file`. */
export function auditPolicyFile({ model }: PhysicalPlan): ExportFile {
  const content = auditPolicy(model)
  const head = `# What the API server of ${model.name} writes down: kube-apiserver --audit-policy-file=<this file>; it is read at its start only.\n`
  return {
    name: 'audit-policy.yaml',
    // a list of namespaces is written once, not by reference
    content: head + stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }),
    rows: content.rules.length,
    size: counted(content.rules.length, 'rule'),
  }
}
