/** Targets of each kind that config alone can make, as their files have them. */
export const madeTargets: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  twin: { kind: 'twin' },
  kind: { kind: 'kind' },
  eks: { kind: 'eks', eks: { region: 'eu-north-1' } },
  gke: { kind: 'gke', gke: { project: 'tiny-project', location: 'europe-west4-b' } },
  aks: {
    kind: 'aks',
    aks: { subscription: '00000000-0000-4000-8000-000000000000', location: 'swedencentral' },
  },
}
