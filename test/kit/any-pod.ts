import { type LoadedPod, type NamedTarget, Pod, Target, Tenant } from '#config'
import { type PodModel, podModel } from '#model'

/** Systems of a pod, as config writes them. */
export interface AnySystems {
  readonly generation: string
  readonly scalableUnits: number
  readonly count?: number
}

/** The model of a pod of which nothing is written but its systems, on a twin. */
export function anyPod(systems: AnySystems, more: AnyPodParts = {}): PodModel {
  return podModel(loadedAnyPod(systems, more))
}

/** What else a pod of any systems has, as its files would have it. */
export interface AnyPodParts {
  /** @default what the schema has where nothing is written */
  readonly platform?: Readonly<Record<string, unknown>>
  /** Tenants by name: what their files have beside name, title and namespaces. @default none */
  readonly tenants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** @default twin */
  readonly target?: 'twin' | 'kubeconfig'
}

/** The same pod as its files would be read. */
export function loadedAnyPod(systems: AnySystems, more: AnyPodParts = {}): LoadedPod {
  const name = 'tiny'
  return {
    name,
    dir: name,
    pod: Pod.parse({ name, systems, ...(more.platform ? { platform: more.platform } : {}) }),
    tenants: Object.entries(more.tenants ?? {}).map(([tenant, own]) =>
      Tenant.parse({
        name: tenant,
        title: `Work of ${tenant}`,
        namespaces: { train: {} },
        sensitivity: 'internal',
        ...own,
      }),
    ),
    target: targetOf(more.target ?? 'twin'),
    targets: [more.target ?? 'twin'],
    inventory: {},
    findings: [],
    places: { at: () => undefined },
  }
}

function targetOf(kind: 'twin' | 'kubeconfig'): NamedTarget {
  const cluster = { context: 'tiny-admin', clusterId: '00000000-0000-4000-8000-000000000000' }
  return { name: kind, ...Target.parse({ kind, ...(kind === 'kubeconfig' ? cluster : {}) }) }
}
