import type { Cluster } from '#kube'
import type { PodModel } from '#model'
import type { Check } from '../check.ts'
import { hostChecks } from '../host-checks.ts'
import { admissionChecks } from './admission-checks.ts'
import { clusterChecks } from './cluster-checks.ts'
import { componentChecks, type Proposal, proposals } from './component-checks.ts'
import { daemonChecks } from './daemon-checks.ts'
import { homeOf, type PlannedObject } from './home.ts'
import { installations } from './installation.ts'
import { nameChecks } from './name-checks.ts'
import { nodeChecks } from './node-checks.ts'
import { secretChecks } from './secret-checks.ts'
import { serverChecks } from './server-checks.ts'
import { readSite } from './site.ts'
import { wantedSecrets } from './wanted-secret.ts'

/** What a cluster comes to before anything is planned on it. */
export interface Preflight {
  /** Version of the API server; undefined where it was not told. */
  readonly version: string | undefined
  readonly checks: readonly Check[]
  /** Components that somebody else runs, with the lines of config that hand them over. */
  readonly proposals: readonly Proposal[]
  /** What could not be read: nothing is said of it. */
  readonly unread: Check['findings']
}

/**
 * Reads a cluster that exists, and judges whether a pod fits there. Nothing is left behind.
 * @param planned - every object of the pod's stacks
 */
export async function preflight(
  model: PodModel,
  planned: readonly PlannedObject[],
  cluster: Cluster,
): Promise<Preflight> {
  const namespaces = planned
    .filter(({ object }) => object.kind === 'Namespace')
    .map(({ object }) => object.metadata.name)
  const secrets = wantedSecrets(model, namespaces)
  const site = await readSite(cluster, { kinds: wideKinds(planned), secrets })
  const home = homeOf(model, namespaces, site)
  const here = installations(site, home)
  const checks = [
    ...serverChecks(model, site),
    ...nodeChecks(model, site),
    ...clusterChecks(model, site, home),
    ...componentChecks(model, site, home, here),
    ...nameChecks(model, planned, site, home),
    ...admissionChecks(planned, site, home),
    ...daemonChecks(model, site, home),
    ...secretChecks(model, secrets, site, home),
    ...hostChecks(model).map(onHost),
  ]
  return { version: site.version, checks, proposals: proposals(model, here), unread: site.unread }
}

function onHost(check: Check): Check {
  return { ...check, note: `on the hosts: ${check.note}` }
}

/** Kinds of cluster-wide objects, each once; namespaces and storage classes are read anyway. */
function wideKinds(planned: readonly PlannedObject[]) {
  const wide = planned.map(({ object }) => object).filter(({ metadata }) => metadata.namespace === undefined)
  const kinds = new Map(wide.map(({ apiVersion, kind }) => [kind, { apiVersion, kind }]))
  return [...kinds.values()].filter(({ kind }) => kind !== 'Namespace' && kind !== 'StorageClass')
}
