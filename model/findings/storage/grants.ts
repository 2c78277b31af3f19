import { storageBackend } from '#catalog'
import { didYouMean, type Finding, wordList } from '#core'
import type { PodModel } from '../../pod-model.ts'
import type { StorageClassModel } from '../../storage.ts'
import type { TenantModel } from '../../tenant.ts'
import { fieldPath } from './exclusion.ts'

/** What tenants are granted that is not there, and what a quota on claims does not hold. */
export function grantFindings({ storage: { classes, undecided }, tenants }: PodModel): Finding[] {
  const known = [...classes.map(({ purpose }) => purpose), ...undecided]
  const granted = new Set(tenants.flatMap(({ storage }) => Object.keys(storage)))
  return [
    ...tenants.flatMap((tenant) => unknownPurposes(tenant, known)),
    ...undecided.filter((purpose) => granted.has(purpose)).map(stillUndecided),
    ...classes.filter(({ purpose, limits }) => granted.has(purpose) && limits === 'claims').map(claimsOnly),
  ]
}

function unknownPurposes({ name, storage }: TenantModel, known: readonly string[]): Finding[] {
  return Object.keys(storage)
    .filter((purpose) => !known.includes(purpose))
    .map((purpose) => {
      const near = didYouMean(purpose, known)
      const there = known.length === 0 ? 'the pod has no storage' : `the pod's storage is ${wordList(known, 'and')}`
      return {
        code: 'storage/purpose-unknown',
        severity: 'error',
        path: `tenants.${name}.storage.${purpose}`,
        message: `${name} is granted ${purpose}, but ${there}`,
        remedy: near ? `write ${near} (did you mean that?)` : 'add it to storage in superpod.yaml, or remove it here',
      }
    })
}

function stillUndecided(purpose: string): Finding {
  return {
    code: 'storage/undecided',
    severity: 'info',
    path: fieldPath(purpose, 'backend'),
    message: `tenants are granted ${purpose}, but its backend is undecided: it has no class, and no quota`,
    remedy: 'decide what stands behind it, or write existing with the class that is there',
  }
}

function claimsOnly({ purpose, backend }: StorageClassModel): Finding {
  return {
    code: 'storage/claims-only',
    severity: 'info',
    path: fieldPath(purpose, 'backend'),
    message: `tenants' quota on ${purpose} counts what claims ask for, but ${storageBackend(backend).title} keeps no volume to its size`,
    remedy: 'set quotas in the storage itself, or watch how full it is',
  }
}
