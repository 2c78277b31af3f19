import { Construct } from 'constructs'
import type { ITerraformDependable } from '#terraform'
import { expiryAccount } from './expiry-account.ts'
import { expiryJob } from './expiry-job.ts'
import { ObjectsRelease } from './objects-release.ts'
import type { Placement } from './placement.ts'

export interface TenantExpiryProps {
  readonly tenant: string
  /** The last day, and the last day of grace, both as `2027-12-31`. @default it never expires */
  readonly end?: { readonly expires: string; readonly graceEnds: string }
  /** Namespaces whose pods can be opened for a time: it takes such bindings away. @default none */
  readonly breakGlass?: readonly string[]
  /** An image with a shell and kubectl. */
  readonly image: string
  readonly placement: Placement
  /** Whether the job is there and never runs. @default false */
  readonly suspended?: boolean
  /** The tenant's namespaces. */
  readonly dependsOn: readonly ITerraformDependable[]
}

/**
 * What acts on one tenant with nobody at the keyboard: a CronJob with an account of its own, which holds the queue after
 * the last day and drains it after the grace, and takes away bindings that were made for a time.
 */
export class TenantExpiry extends Construct {
  constructor(scope: Construct, id: string, props: TenantExpiryProps) {
    super(scope, id)
    const { tenant, breakGlass = [], dependsOn } = props
    new ObjectsRelease(this, 'Resource', {
      name: `expiry-${tenant}`,
      objects: [...expiryAccount(tenant, breakGlass), expiryJob(props)],
      dependsOn,
    })
  }
}
