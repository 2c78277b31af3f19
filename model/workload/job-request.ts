/** What work is for. */
export const jobPurposes = ['train', 'notebook', 'inference'] as const
/** What one piece of work is for. */
export type JobPurpose = (typeof jobPurposes)[number]

/** Kinds that a training job can have. */
export const jobKinds = ['job', 'jobset', 'trainjob'] as const
/** Kind of one training job. */
export type JobKind = (typeof jobKinds)[number]

/** Work that a person of a tenant asks a manifest for: words as they were written, not judged yet. */
export interface JobRequest {
  readonly purpose: JobPurpose
  readonly tenant: string
  /** Systems, one pod each. @default 1 */
  readonly systems?: number | undefined
  /** GPUs of each pod. @default all of a system, for a notebook 1 */
  readonly gpus?: number | undefined
  /** Namespace, as the tenant's file calls it or as the cluster does. @default the tenant's first */
  readonly namespace?: string | undefined
  /** Name of what is made. @default the purpose */
  readonly name?: string | undefined
  /** Image of the container. @default one that nobody has: the person writes it in */
  readonly image?: string | undefined
  /** Kind of a training job. @default job */
  readonly kind?: JobKind | undefined
  /** PersistentVolumeClaim for what must last. @default none: what is written is lost with the pod */
  readonly claim?: string | undefined
  /** Whether all pods must lie together, or only should. @default preferred */
  readonly place?: 'required' | 'preferred' | undefined
}
