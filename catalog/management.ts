import { fact } from './source.ts'

/** Management servers of a DGX H100 pod. The web version of the reference architecture says 5: V11 is used. */
export const managementNodes = fact(4, 'RA-H100', 'V')

/** Processor threads of a management server: dual socket, 24 cores or more, counted without hyper-threading. */
export const managementCpus = fact(24, 'RA-H100', 'V')

/** Memory of a management server in GiB. */
export const managementMemoryGiB = fact(384, 'RA-H100', 'V')

/** Pods that a kubelet takes unless told otherwise. */
export const podsPerNode = fact(110, 'K8S', 'K')
