/** What the page's script knows of a rack. */
export interface RackRecord {
  readonly name: string
  readonly role: string
  readonly unit?: string | undefined
  readonly row: string
  readonly column: number
  readonly heightU: number
  readonly drawW: number
  readonly powerW?: number | undefined
  /** Name, kind, lowest rack unit, height, power; 0 is what is not known. */
  readonly items: readonly (readonly [string, string, number, number, number])[]
}

/** What the page's script knows of a system. */
export interface SystemRecord {
  readonly name: string
  readonly unit: string
  readonly rack: string
  /** Lowest rack unit; 0 where it is not known. */
  readonly u: number
  /** Number of its pool among the keys; undefined where it is in none. */
  readonly key?: number | undefined
  /** State, since, reason and ticket, as far as they are known. */
  readonly outage?: readonly string[] | undefined
}

/** What the page's script knows of a switch. */
export interface SwitchRecord {
  readonly name: string
  readonly tier: string
  readonly model?: string | undefined
  readonly ports: number
}

/** Rail, plane (0 for none), port, number of the switch, its port, label, length class. */
export type CableRecord = readonly [number, number, string, number, string, string, string]

/** What the page's script works with: small, for a page holds all of it. */
export interface PageData {
  /** What one link of a trunk is. */
  readonly linkWord: string
  readonly gpus: number
  readonly powerW?: number | undefined
  readonly keys: readonly { readonly name: string; readonly letter: string; readonly tone: number }[]
  readonly tenants: readonly { readonly name: string; readonly title: string }[]
  readonly units: readonly { readonly name: string; readonly row: string }[]
  readonly racks: readonly RackRecord[]
  readonly systems: readonly SystemRecord[]
  readonly switches: readonly SwitchRecord[]
  /** Cables of the compute fabric, by system or fabric manager. */
  readonly cables: Readonly<Record<string, readonly CableRecord[]>>
  /** Networks with an address in each, by device. */
  readonly addresses: Readonly<Record<string, readonly (readonly [string, string])[]>>
  /** Numbers of two switches, the lower first, and how many links join them. */
  readonly trunks: readonly (readonly [number, number, number])[]
}
