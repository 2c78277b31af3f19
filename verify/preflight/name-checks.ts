import { counted, type Finding, objectKey } from '#core'
import type { LiveObject } from '#kube'
import type { PodModel } from '#model'
import { type Check, judgedCheck, openCheck } from '../check.ts'
import { type Home, makerOf, type PlannedObject } from './home.ts'
import { kubectlOn } from './kubectl.ts'
import type { Site } from './site.ts'

/** Names that the stacks take: free, or ours. What is somebody else's, Terraform and Helm refuse in the middle of an apply. */
export function nameChecks(model: PodModel, planned: readonly PlannedObject[], site: Site, home: Home): Check[] {
  const title = 'names of namespaces and cluster-wide objects are free, or ours'
  const wide = planned.filter(({ object }) => object.metadata.namespace === undefined)
  const open = wide.filter(({ object }) => liveOf(object.kind, site) === undefined)
  const judged = wide.filter((each) => !open.includes(each))
  if (judged.length === 0) return [openCheck('names', title, 'objects of their kinds could not be read')]
  const findings = judged.flatMap((each): Finding[] => {
    const live = liveOf(each.object.kind, site)?.find(({ metadata }) => metadata.name === each.object.metadata.name)
    return live && !isOurs(live, each, home) ? [taken(live, each, model, home)] : []
  })
  return [judgedCheck('names', title, counted(judged.length, 'name'), findings)]
}

function liveOf(kind: string, { namespaces, storageClasses, sameKinds }: Site): readonly LiveObject[] | undefined {
  if (kind === 'Namespace') return namespaces
  return kind === 'StorageClass' ? storageClasses : sameKinds.get(kind)
}

function isOurs(live: LiveObject, { release }: PlannedObject, home: Home): boolean {
  if (home.isLabelled(live)) return true
  const { 'meta.helm.sh/release-name': name, 'meta.helm.sh/release-namespace': namespace } =
    live.metadata.annotations ?? {}
  return release !== undefined && release.name === name && release.namespace === namespace
}

/** On a pod that is up, a hand may have taken our label off: the state knows the object, and the next apply mends it. */
function taken(live: LiveObject, { object }: PlannedObject, { target }: PodModel, home: Home): Finding {
  return {
    code: 'preflight/name-taken',
    severity: home.isThere ? 'warning' : 'error',
    path: objectKey(object),
    message: `it is there already, made by ${makerOf(live)}: an apply would stop at it in the middle`,
    remedy:
      object.kind === 'Namespace'
        ? `see what is in it; what nobody needs goes with ${kubectlOn(target.context)} delete namespace ${object.metadata.name}`
        : 'rename what config makes, or have whoever made it take theirs away',
  }
}
