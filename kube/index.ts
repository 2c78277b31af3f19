export { ApiFault } from './api-fault.ts'
export { type AccessQuestion, type Cluster, connect, type ListQuery } from './cluster.ts'
export { inParallel } from './in-parallel.ts'
export type { LiveObject, ObjectRef } from './object-ref.ts'
