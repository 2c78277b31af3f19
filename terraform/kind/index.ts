export { KindCluster, type KindNode, KindProvider } from './kind-cluster.ts'
