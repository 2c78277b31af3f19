import { printedGiB } from '#core'
import type { PodModel, StorageClassModel, TenantModel } from '#model'
import { all, type Content, tag } from '../markup.ts'
import { table } from '../page/tables.ts'

/** What each namespace of a tenant may claim, by storage class. */
export function storageSection({ storage: { classes, undecided } }: PodModel, tenant: TenantModel): Content {
  const granted = classes.flatMap((each) => {
    const sizeGiB = tenant.storage[each.purpose] ?? 0
    return sizeGiB === 0 ? [] : [row(each, sizeGiB)]
  })
  const open = Object.entries(tenant.storage).filter(([purpose]) => undecided.includes(purpose))
  if (granted.length === 0 && open.length === 0) {
    return tag(
      'p',
      {},
      classes.length > 0 ? 'No storage is granted: every claim is refused.' : 'The pod has no storage classes.',
    )
  }
  const heads = ['storage class', 'each namespace', 'access', 'encrypted', 'kept apart', 'when its claim is deleted']
  return all(
    ...(granted.length > 0 ? [table('Storage', heads, granted)] : []),
    ...open.map(([purpose, sizeGiB]) =>
      tag(
        'p',
        { class: 'soft' },
        `${purpose}: ${printedGiB(sizeGiB)} are granted, and what stands behind it is not decided yet.`,
      ),
    ),
    tag(
      'p',
      { class: 'soft' },
      'The limit counts what claims ask for. Whether a volume can grow beyond its claim is the backend’s business.',
    ),
  )
}

function row({ className, accessModes, encrypted, separation, reclaimPolicy }: StorageClassModel, sizeGiB: number) {
  return [
    className,
    printedGiB(sizeGiB),
    accessModes.join(', '),
    encrypted ? 'as config says' : 'no',
    separations[separation],
    reclaimPolicy === undefined
      ? 'its owner decides'
      : reclaimPolicy === 'Delete'
        ? 'the data is erased'
        : 'the data stays',
  ]
}

const separations = {
  none: 'by quota only',
  class: 'the class from others',
  tenant: 'each tenant, as config says',
} as const
