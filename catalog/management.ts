import { fact } from './source.ts'

/** Fewest management nodes that a control plane of Base Command Manager takes: for generations whose number is open. */
export const leastManagementNodes = fact(3, 'RUNAI-BCM', 'V')

/** Processor threads of a management server: dual socket, 24 cores or more, counted without hyper-threading. */
export const managementCpus = fact(24, 'RA-H100', 'V')

/** Memory of a management server in GiB. */
export const managementMemoryGiB = fact(384, 'RA-H100', 'V')

/** Pods that a kubelet takes unless told otherwise. */
export const podsPerNode = fact(110, 'K8S', 'K')
