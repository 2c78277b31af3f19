/** Where an API server is, and by which authority it is known: nothing secret. */
export interface ClusterAddress {
  readonly server: string
  /** Certificates of its authority in PEM form, base64; undefined: one that every machine knows. */
  readonly certificateAuthorityData?: string | undefined
  /** Name that its certificate is for, where that is not the server's. */
  readonly tlsServerName?: string | undefined
}

/**
 * The address of the cluster that a kubeconfig names.
 * @throws Fault where the file is missing or broken, or has no such context
 */
export async function clusterAddress(kubeconfigFile: string, context?: string): Promise<ClusterAddress> {
  const { readKubeconfig } = await import('./kubeconfig.ts')
  return readKubeconfig(kubeconfigFile, context).address()
}
