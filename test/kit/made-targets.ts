/** Targets of each kind that config alone can make, as their files have them. */
export const madeTargets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  twin: { kind: 'twin' },
  kind: { kind: 'kind' },
  eks: {
    kind: 'eks',
    eks: {
      account: '111122223333',
      region: 'eu-north-1',
      zones: { 'eu-north-1a': {}, 'eu-north-1b': {} },
      systems: { zone: 'eu-north-1a' },
      admins: { ops: 'arn:aws:iam::111122223333:role/superpod' },
    },
  },
  gke: {
    kind: 'gke',
    gke: { project: 'tiny-project', region: 'europe-west4', systems: { zone: 'europe-west4-b' } },
  },
  aks: {
    kind: 'aks',
    aks: {
      subscription: '00000000-0000-4000-8000-000000000000',
      location: 'swedencentral',
      key: {
        vault:
          '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/tiny',
        name: 'tiny',
        version: '0123456789abcdef0123456789abcdef',
      },
      admins: { ops: '00000000-0000-4000-8000-000000000000' },
    },
  },
}
