import type { PodModel } from './pod-model.ts'

/** Storage as `show` prints it: by purpose, with what each tenant may claim; drivers by backend. */
export function storageValues({ storage, tenants }: Pick<PodModel, 'storage' | 'tenants'>) {
  const classes = storage.classes.map(({ purpose, ...storageClass }) => [
    purpose,
    {
      ...storageClass,
      grantsGiB: Object.fromEntries(
        tenants.flatMap((tenant) => (tenant.storage[purpose] ? [[tenant.name, tenant.storage[purpose]]] : [])),
      ),
    },
  ])
  return {
    purposes: Object.fromEntries([
      ...classes,
      ...storage.undecided.map((purpose) => [purpose, { backend: 'undecided' }]),
    ]),
    drivers: Object.fromEntries(storage.drivers.map(({ backend, ...driver }) => [backend, driver])),
  }
}
