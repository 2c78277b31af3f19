/** One end of a cable. */
export interface CableEnd {
  readonly rack: string
  /** Lowest rack unit of the device; undefined where no source gives its height, or it hangs on the side. */
  readonly u?: number
  readonly device: string
  readonly port: string
}

/** Fabric that a cable belongs to. */
export type FabricName = 'compute' | 'storage' | 'in-band' | 'out-of-band'

/** What a cable of the compute fabric joins, the lower end first. */
export type CableKind = 'system-leaf' | 'manager-leaf' | 'leaf-spine' | 'spine-core'

/** How far a cable reaches, by where its two racks stand. */
export type LengthClass = 'in-rack' | 'in-row' | 'row-to-row'

/**
 * One cable of the cabling plan, from port to port. A cable that carries two links is listed once for each: its two ends
 * there may be at two switches.
 */
export interface Cable {
  /** Label for both ends: unique in the pod, and the same when units are added. */
  readonly label: string
  /** Label of the cable that this link is part of, where one cable carries several. */
  readonly partOf?: string
  readonly fabric: FabricName
  readonly kind: CableKind
  readonly gbps: number
  readonly lengthClass: LengthClass
  /** Plane and rail that it carries, where it carries one. */
  readonly plane?: number
  readonly rail?: number
  /** The lower end: the system, the leaf under a spine, the spine under a core. */
  readonly from: CableEnd
  readonly to: CableEnd
}
