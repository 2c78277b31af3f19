/** One address of one device in one network. */
export interface Address {
  /** Host name: the system's, switch's or node's, with the network's suffix where it has several. */
  readonly host: string
  readonly device: string
  /** `inBand`, `outOfBand`, `storage`, `rail0` ... */
  readonly network: string
  readonly ipv4?: string
  readonly ipv6?: string
}
