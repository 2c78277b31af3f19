import type { HardeningSection, IsoControl } from './norm.ts'

/** What a control is about; tables are grouped by it. */
export const controlAreas = {
  access: 'who may do what',
  work: 'what work may be',
  placement: 'where work runs',
  queues: 'how much, and until when',
  network: 'what work reaches',
  storage: 'where data lies',
  host: 'what only the host can hold',
  records: 'what is written down',
} as const

/** What a control is about. */
export type ControlArea = keyof typeof controlAreas

/** Something that protects a tenant, or protects others from it. */
export interface Control {
  /** What holds of the tenant where the control holds. */
  readonly title: string
  /** What makes it hold. */
  readonly heldBy: string
  /** What is asked of a live API server; undefined where nothing that it decides can tell. */
  readonly tries?: string
  /** Why nothing is tried, or what a try leaves open. */
  readonly open?: string
  /** Controls of ISO/IEC 27001:2022, Annex A, that it answers to. */
  readonly iso: readonly IsoControl[]
  /** Sections of the Kubernetes Hardening Guide that it answers to. */
  readonly nsa: readonly HardeningSection[]
}
