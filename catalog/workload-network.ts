import { fact } from './source.ts'

/** Network device of a pod that the cluster's own network gives it, whatever else is added. */
export const podNetworkDevice = fact('eth0', 'K8S', 'K')
