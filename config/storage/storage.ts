import { z } from 'zod'
import { AzureManagedLustre } from './azure-managed-lustre.ts'
import { Exascaler } from './exascaler.ts'
import { Existing } from './existing.ts'
import { FsxLustre } from './fsx-lustre.ts'
import { LocalPath } from './local-path.ts'
import { ManagedLustre } from './managed-lustre.ts'
import { Nfs } from './nfs.ts'
import { Vast } from './vast.ts'
import { Weka } from './weka.ts'

/** What is not decided yet: it makes nothing, and no tenant can have any of it. */
const Undecided = z
  .strictObject({ backend: z.literal('undecided').meta({ description: 'Not decided yet: makes no class.' }) })
  .meta({ id: 'Undecided', description: 'Storage that is not decided yet.' })

/** What stands behind one purpose of storage: a new kind is one line here. */
export const Storage = z
  .discriminatedUnion('backend', [
    Undecided,
    Exascaler,
    Vast,
    Weka,
    Nfs,
    LocalPath,
    FsxLustre,
    ManagedLustre,
    AzureManagedLustre,
    Existing,
  ])
  .meta({ id: 'Storage', description: 'What stands behind one purpose of storage.' })
export type Storage = z.output<typeof Storage>

/** A purpose with a storage class. */
export type DecidedStorage = Exclude<Storage, { backend: 'undecided' }>
