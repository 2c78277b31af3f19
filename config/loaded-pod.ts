import type { Finding, Place } from '#core'
import type { Inventory } from './inventory.ts'
import type { Pod } from './pod.ts'
import type { Target } from './target.ts'
import type { Tenant } from './tenant.ts'

/** A target with its name, which is the name of its file. */
export type NamedTarget = Target & { readonly name: string }

/** Finds where things stand in the files of a pod. */
export interface Places {
  /**
   * Where a path is written; where it is not, the nearest thing around it that is.
   * @param path - `racks.powerW`, `tenants.genomics.gpus.burst`, `tenants.genomics.placement.dedicated.su3` (an entry of a
   *   list of names by its name), `targets.metal.context`, `inventory.su1-r01-s1.serial`
   */
  at(path: string): Place | undefined
}

/** Everything that the files of a pod say, and everything that is wrong with them. */
export interface LoadedPod {
  /** Name of the pod; of its folder, where the pod's file gives none. */
  readonly name: string
  /** Folder of the pod, as it was given. */
  readonly dir: string
  /** The pod, with the target's override; undefined when its file or the override has errors. */
  readonly pod?: Pod
  /** Tenants whose files have no errors, in ascending order of their names. */
  readonly tenants: readonly Tenant[]
  /** The target that was asked for; undefined when none was, or its file has errors. */
  readonly target?: NamedTarget
  /** Names of all targets, in ascending order. */
  readonly targets: readonly string[]
  /** Hardware that `inventory.yaml` lists, by system; empty where there is no such file. */
  readonly inventory: Inventory
  readonly findings: readonly Finding[]
  readonly places: Places
}
