import type { ConsequenceClass } from '#catalog'
import type { PodModel, TenantModel } from '#model'
import type { ConfigChange } from './config-change.ts'

/** Which things of the stacks a line of a review stands for. */
export interface Explanation {
  /** Their kinds; empty: any. */
  readonly kinds: readonly string[]
  /** Tenant whose stack they are in; undefined: any stack. */
  readonly tenant?: string
  /** Names, or namespaces, that they have. @default any */
  readonly named?: (name: string, namespace: string) => boolean
  /** Fields that it stands for, by dotted path without list items. @default all of them */
  readonly fields?: RegExp
}

/** How a change is taken back. */
export interface WayBack {
  readonly kind: 'revert' | 'steps' | 'impossible'
  /** What has to be done, or why nothing can be. */
  readonly how: string
}

/** Systems that a change drains or reboots. */
export interface Drained {
  readonly systems: number
  /** How many at once, in words: `1 at once`. */
  readonly pace: string
}

/** What a rule says of a change of config, before the stacks are asked whether they agree. */
export interface Draft {
  /** Kind of the change, `area/what`: stable. */
  readonly topic: string
  /** Tenant that it is about; undefined: a part of the pod. */
  readonly tenant?: string
  /** Part of the pod that it is about, in a word. */
  readonly part: string
  /** The change, as one would say it: `guaranteed 128 → 64 GPUs`. */
  readonly what: string
  /** Why it has the consequence that it has: a sentence without its full stop. */
  readonly why: string
  /** Least consequence; what the stacks say may be graver. */
  readonly class: ConsequenceClass
  /**
   * Whether the rule has looked at the change itself, and knows better than rows of the table that leave it to a person.
   * What the guard refuses it cannot overrule. @default false
   */
  readonly knows?: boolean
  /** Dotted path of the config that causes it, as places know it. */
  readonly path: string
  /** Tenants whose work, data, access or quota it reaches. @default its tenant, unless it does nothing */
  readonly reaches?: readonly string[]
  /** Tenants whose jobs restart at most, where jobs do. @default those that it reaches */
  readonly restarts?: readonly string[]
  readonly drains?: Drained
  /** @default a revert suffices, where nothing is destroyed */
  readonly back?: WayBack
  readonly explains?: readonly Explanation[]
}

/** Two models of one pod. */
export interface Models {
  readonly before: PodModel
  readonly after: PodModel
}

/** Two models of one tenant, in those of its pod. */
export interface TenantModels extends Models {
  readonly was: TenantModel
  readonly is: TenantModel
}

/** What a rule says of some paths of a tenant's file. */
export interface TenantRule {
  readonly at: RegExp
  drafts(change: ConfigChange, models: TenantModels): readonly TenantDraft[]
}

/** A draft whose tenant, part and path follow from where it is found. */
export type TenantDraft = Omit<Draft, 'tenant' | 'part' | 'path'> & Partial<Pick<Draft, 'path'>>

/** What a rule says of some paths of `superpod.yaml`. */
export interface PodRule {
  readonly at: RegExp
  readonly part: string
  drafts(change: ConfigChange, models: Models): readonly PodDraft[]
}

/** A draft whose part and path follow from where it is found. */
export type PodDraft = Omit<Draft, 'part' | 'path'> & Partial<Pick<Draft, 'part' | 'path'>>

/** Names of every tenant of a pod. */
export function everyTenant({ after }: Models): string[] {
  return after.tenants.map(({ name }) => name)
}
