import { ApiFault, type Cluster } from '#kube'

/** What the server makes of Pod Security, as far as a dry run shows it. */
export interface PodSecurityAnswer {
  /** Whether the admission plugin is on; undefined: something else refused first. */
  readonly isOn: boolean | undefined
  /** Level of a namespace without labels: `baseline`; undefined where nothing is refused, or nothing could be told. */
  readonly usual: string | undefined
}

/**
 * Asks by two dry runs, which leave nothing behind: a namespace with a level that does not exist, which the plugin alone
 * refuses, and a privileged pod in the namespace `default`.
 */
export async function podSecurityAnswer(cluster: Cluster): Promise<PodSecurityAnswer> {
  const [namespace, pod] = await Promise.all([refusalTo(cluster, oddNamespace), refusalTo(cluster, privilegedPod)])
  const level = /violates PodSecurity "([a-z]+)/.exec(pod ?? '')?.[1]
  if (namespace === undefined) return { isOn: false, usual: undefined }
  return { isOn: namespace.includes('pod-security.kubernetes.io') ? true : undefined, usual: level }
}

const oddNamespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'superpod-preflight', labels: { 'pod-security.kubernetes.io/enforce': 'none-such' } },
}

const privilegedPod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'superpod-preflight', namespace: 'default' },
  spec: {
    hostNetwork: true,
    containers: [{ name: 'looks', image: 'superpod.invalid/none', securityContext: { privileged: true } }],
  },
}

/** @returns what the server has against it; undefined where it takes it. @throws ApiFault where nobody may ask */
async function refusalTo(cluster: Cluster, object: typeof oddNamespace | typeof privilegedPod) {
  try {
    await cluster.create(object, { dryRun: true })
    return undefined
  } catch (error) {
    if (!(error instanceof ApiFault)) throw error
    const said = error.message
    // refused by whoever judges rights, not by whoever judges pods
    if (error.status >= 500 || error.status === 401) throw error
    if (error.status === 403 && / cannot create resource /.test(said)) throw error
    return said
  }
}
