/** What can stand in a rack. */
export type RackItemKind =
  | 'system'
  | 'fabric-manager'
  | 'leaf'
  | 'spine'
  | 'core'
  | 'storage-switch'
  | 'in-band-switch'
  | 'out-of-band-switch'
  | 'nvlink-switch'
  | 'management-node'
  | 'power-shelf'
  | 'pdu'

/** One thing in a rack. */
export interface RackItem {
  readonly name: string
  readonly kind: RackItemKind
  /** Lowest rack unit, from 1 at the bottom; undefined where heights are unknown, or it hangs on the side (PDUs). */
  readonly u?: number
  readonly heightU?: number
  /** Most that it draws, in W; undefined where no source says. */
  readonly powerW?: number
  /** What it weighs; undefined where no source says. */
  readonly weightKg?: number
}

/** One rack as the floor plan has it: where it stands, and what is in it. Our layout: none is published. */
export interface RackElevation {
  readonly name: string
  readonly role: 'compute' | 'network' | 'management'
  /** Scalable unit; undefined for racks that serve the whole pod. */
  readonly scalableUnit?: string
  /** Row on the floor, `a` first, and place in the row, from 1. */
  readonly row: string
  readonly column: number
  readonly heightU: number
  /** From the bottom up. */
  readonly items: readonly RackItem[]
  /** Most that its items draw together, in W: those whose power is known. */
  readonly drawW: number
  /** What the rack may draw without end, in W; undefined where neither config nor a source says. */
  readonly powerW?: number
}
