import { Pod, Tenant } from '#config'
import { type PodModel, podModel } from '#model'
import { loadedAnyPod } from './any-pod.ts'

/** States of systems as config writes them. */
export type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What a pod with sensitive tenants differs in. */
export interface LeftPodParts {
  /** Dedicated places of tenants; one without any is not there. @default no tenant */
  readonly owners?: Readonly<Record<string, readonly string[]>>
  /** @default sensitive */
  readonly sensitivity?: 'sensitive' | 'internal'
  /** @default none */
  readonly states?: States
  /** @default twin */
  readonly target?: 'twin' | 'kubeconfig'
}

/** A pod of one scalable unit, whose tenants have their own systems, come and go. */
export function leftPod({ owners = {}, sensitivity = 'sensitive', states = {}, target }: LeftPodParts): PodModel {
  const systems = { generation: 'dgx-h100', scalableUnits: 1 }
  const tenants = Object.entries(owners)
    .filter(([, dedicated]) => dedicated.length > 0)
    .map(([name, dedicated]) =>
      Tenant.parse({
        name,
        title: name,
        gpus: { guaranteed: 8, burst: 8 },
        namespaces: { train: {} },
        sensitivity,
        placement: { dedicated },
      }),
    )
  const pod = Pod.parse({ name: 'tiny', systems: { ...systems, state: states } })
  return podModel({ ...loadedAnyPod(systems, target ? { target } : {}), pod, tenants })
}
