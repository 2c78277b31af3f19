import type { Construct } from 'constructs'
import { type Placement, type PodSecurity, SystemNamespace } from '#constructs'
import type { PlatformNamespace, PodModel } from '#model'
import { controllerPlacement } from '../controller-placement.ts'

/** What every part of the platform is made in, and from. */
export interface PlatformParts {
  /** The stack: ids of what is made in it are addresses. */
  readonly stack: Construct
  readonly model: PodModel
  /** Name of superpod's own namespace, where releases of our objects live: a token. */
  readonly home: string
  /** Where controllers run. */
  readonly placement: Placement
  /** Makes a namespace of the platform, once. @returns its name: a token */
  readonly namespace: (name: PlatformNamespace, podSecurity: PodSecurity) => string
}

/** What parts of a platform are made in. @param namespaces - a scope whose id is in no address */
export function platformParts(stack: Construct, namespaces: Construct, model: PodModel, home: string): PlatformParts {
  return {
    stack,
    model,
    home,
    placement: controllerPlacement(),
    namespace: (name, podSecurity) => new SystemNamespace(namespaces, name, { name, podSecurity }).namespace,
  }
}
