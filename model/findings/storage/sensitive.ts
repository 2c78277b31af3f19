import { storageBackend } from '#catalog'
import { type Finding, wordList } from '#core'
import type { PodModel } from '../../pod-model.ts'
import type { StorageClassModel } from '../../storage.ts'
import type { TenantModel } from '../../tenant.ts'

/**
 * Storage of sensitive tenants that is not encrypted, or that nothing keeps apart: errors, but for kind, whose one driver
 * can do neither. Of a retired tenant the data is still there: it is kept apart until it is destroyed.
 */
export function sensitiveStorageFindings({ storage: { classes }, tenants, target }: PodModel): Finding[] {
  const severity = target.kind === 'kind' ? 'warning' : 'error'
  const findings = tenants
    .filter(({ sensitivity }) => sensitivity === 'sensitive')
    .flatMap((tenant) =>
      classes
        .filter(({ purpose }) => tenant.storage[purpose] !== undefined)
        .flatMap((granted) => [...unencrypted(tenant, granted), ...notApart(tenant, granted, tenants)]),
    )
  return findings.map((finding) => ({ ...finding, severity }))
}

type Judged = Omit<Finding, 'severity'>

function unencrypted({ name, state }: TenantModel, { purpose, className, encrypted }: StorageClassModel): Judged[] {
  if (encrypted || state === 'retired') return []
  return [
    {
      code: 'storage/not-encrypted',
      path: `tenants.${name}.storage.${purpose}`,
      message: `${name} is sensitive, but its storage class ${className} is not said to be encrypted`,
      remedy: `encrypt ${purpose} and write encrypted: true, or grant ${name} another purpose`,
    },
  ]
}

function notApart({ name }: TenantModel, granted: StorageClassModel, tenants: readonly TenantModel[]): Judged[] {
  const { purpose, className, separation, backend } = granted
  const others = tenants.filter((other) => other.name !== name && other.storage[purpose] !== undefined)
  if (separation === 'tenant' || (separation === 'class' && others.length === 0)) return []
  const why =
    separation === 'none'
      ? 'nothing is said to keep its storage class apart'
      : `shares its storage class with ${wordList(
          others.map((other) => other.name),
          'and',
        )}`
  const means = storageBackend(backend).separation
  return [
    {
      code: 'storage/not-apart',
      path: `tenants.${name}.storage.${purpose}`,
      message: `${name} is sensitive, but ${separation === 'none' ? why : `it ${why}`} (${className}); network policies never filter storage`,
      remedy: `give ${name} a purpose of its own, kept apart by ${means}, and write separation: class`,
    },
  ]
}
