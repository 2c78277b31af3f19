import { counted } from '#core'
import { type Address, type AddressNetwork, addressNetworks, addressPlan, type PodModel, printedRange } from '#model'
import { type Columns, csv } from './csv.ts'
import type { ExportFile } from './export-file.ts'
import type { PhysicalPlan } from './physical-plan.ts'

/** An address with its network, and with the hardware that has it now as far as an inventory says. */
interface AddressRow extends Address {
  readonly range: AddressNetwork | undefined
  readonly mac: string | undefined
  readonly guid: string | undefined
}

const columns: Columns<AddressRow> = {
  host: ({ host }) => host,
  device: ({ device }) => device,
  network: ({ network }) => network,
  ipv4: ({ ipv4 }) => ipv4,
  ipv4_range: ({ range }) => range?.ipv4 && printedRange(range.ipv4),
  ipv6: ({ ipv6 }) => ipv6,
  ipv6_range: ({ range }) => range?.ipv6 && printedRange(range.ipv6),
  mac: ({ mac }) => mac,
  guid: ({ guid }) => guid,
}

/** Every address of every device: network by network. */
export function addressTable({ model }: PhysicalPlan): ExportFile {
  const ranges = new Map(addressNetworks(model).map((network) => [network.name, network]))
  const ports = portsOf(model)
  const rows = addressPlan(model).map((address): AddressRow => {
    const hardware = model.inventory[address.device]
    const port = ports.get(address.network) ?? ''
    return { ...address, range: ranges.get(address.network), mac: hardware?.macs[port], guid: hardware?.guids[port] }
  })
  return {
    name: 'addresses.csv',
    content: csv(columns, rows),
    rows: rows.length,
    size: counted(rows.length, 'address', 'addresses'),
  }
}

/** Ports as an inventory names them, by the network that they are in. */
function portsOf({ generation }: PodModel): ReadonlyMap<string, string> {
  const rails = generation.rails.value.flatMap(({ rail, netdev }): [string, string][] =>
    netdev === undefined ? [] : [[`rail${rail}`, netdev]],
  )
  return new Map([['outOfBand', 'bmc'], ...rails])
}
