import type { Finding } from '#core'
import type { Change } from './change.ts'
import type { DeliveryStack } from './delivery-stack.ts'
import type { HeldVolume } from './held-volumes.ts'

/** What one stack would change. */
export interface StackPlan {
  readonly name: string
  readonly layer: DeliveryStack['layer']
  readonly tenant?: string | undefined
  readonly changes: readonly Change[]
  /** Volumes with data in namespaces that the changes take away. @default none */
  readonly volumes?: readonly HeldVolume[]
  /** Whether nothing has changed since the last success, so that it was not planned anew. */
  readonly skipped: boolean
  readonly seconds: number
  /** File with the engine's own text. */
  readonly log?: string | undefined
  /** Why this plan could not be made, or was not. */
  readonly findings: readonly Finding[]
  /** Whether it was refused, rather than that something failed. @default false */
  readonly refused?: boolean
}

/** What came of one stack. */
export interface StackResult {
  readonly name: string
  readonly outcome: 'unchanged' | 'applied' | 'failed' | 'not reached'
  /** How many things were changed. */
  readonly changes: number
  readonly seconds: number
  /** Why it failed. */
  readonly findings: readonly Finding[]
}

/** A plan, and the way to do exactly what it says. */
export interface PreparedStack {
  readonly stack: DeliveryStack
  readonly plan: StackPlan
  apply(): Promise<void>
}
