export type { Layer } from './address.ts'
export type { ClusterAccess, ExecCredentials } from './cluster-access.ts'
export { type ClusterLayer, clusterLayer } from './cluster-layer.ts'
export { type StackOutline, type SynthesisedStack, stackOutlines, synthesised } from './synthesised.ts'
