/** Resources of the layers below Kubernetes that hold data or work, by the end of their Terraform type. */
const layersBelow: readonly (readonly [RegExp, string])[] = [
  [/_(node_?pool|node_group|cluster_node_pool)$/, 'NodePool'],
  [/^kind_cluster$|_(cluster|kubernetes_cluster)$/, 'Cluster'],
  [/_(file_?system|lustre_instance|managed_lustre_file_system)$/, 'FileSystem'],
  [/_(kms_key|crypto_key|key_vault_key|kms_key_ring)$/, 'Key'],
]

/**
 * The kind of thing that a Terraform resource is: `kubernetes_namespace_v1` is a `Namespace`.
 * A type of no known provider is its own kind.
 */
export function resourceKind(type: string): string {
  if (type === 'helm_release') return 'HelmRelease'
  const kubernetes = /^kubernetes_(.+?)(_v\d+((alpha|beta)\d+)?)?$/.exec(type)?.[1]
  if (kubernetes) return pascalCase(kubernetes)
  return layersBelow.find(([pattern]) => pattern.test(type))?.[1] ?? type
}

function pascalCase(words: string): string {
  return words.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) => letter.toUpperCase())
}
