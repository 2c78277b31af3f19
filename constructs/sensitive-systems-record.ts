import type { KubeObject } from '#core'
import { systemNamespace } from './labels.ts'

/**
 * The record of systems that hold sensitive data, or did: the guard compares it with what is to be, so that no system goes
 * from a sensitive tenant to anybody else without quarantine and release.
 * @param systems - values by key: `owner.<system>`, `quarantine.<system>` and `released.<system>`
 */
export function sensitiveSystemsRecord(systems: Readonly<Record<string, string>>): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'sensitive-systems', namespace: systemNamespace },
    data: systems,
  }
}
