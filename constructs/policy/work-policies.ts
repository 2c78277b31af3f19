import type { KubeObject } from '#core'
import type { PolicyEnforcement } from './admission-policy.ts'
import { allowedImages } from './allowed-images.ts'
import { containedWork } from './contained-work.ts'
import { grantedDevices } from './granted-devices.ts'
import { innerServices } from './inner-services.ts'
import { placedWork } from './placed-work.ts'

/** Short name of a policy on tenants' work. */
export type WorkPolicy = 'contained' | 'placed' | 'devices' | 'images' | 'services'

export interface WorkPoliciesProps extends Pick<PolicyEnforcement, 'mode'> {
  /** Registries, with or without a path, for tenants that have no list of their own. @default any */
  readonly registries?: readonly string[]
  /** PriorityClasses that tenants' pods may name. @default none */
  readonly priorityClasses?: readonly string[]
  /** Classes by which Kueue admits work, for tenants that have no list of their own. @default any */
  readonly priorities?: readonly string[]
  /** Longest grace period of a pod in seconds. @default 600 */
  readonly graceSeconds?: number
  /** Tenants that a policy does not refuse: their work is warned about and recorded. @default none of any */
  readonly exempt?: Readonly<Partial<Record<WorkPolicy, readonly string[]>>>
}

/** All policies on tenants' work: one of each for all tenants. @returns the policies and their bindings */
export function workPolicies(props: WorkPoliciesProps = {}): KubeObject[] {
  const { mode, registries, priorityClasses, priorities, graceSeconds, exempt = {} } = props
  const enforcement = (policy: WorkPolicy): PolicyEnforcement => ({ mode, exempt: exempt[policy] })
  return [
    ...containedWork(enforcement('contained')),
    ...placedWork({ ...enforcement('placed'), priorityClasses, priorities, graceSeconds }),
    ...grantedDevices(enforcement('devices')),
    ...allowedImages({ ...enforcement('images'), registries }),
    ...innerServices(enforcement('services')),
  ]
}
