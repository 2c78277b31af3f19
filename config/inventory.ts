import { z } from 'zod'
import { CalendarDate } from './calendar-date.ts'
import { Reference } from './name.ts'
import { Title } from './title.ts'
import { faultIssue } from './value-fault.ts'

/** Name of a port or a network device, as labels and drivers have it. */
const PortName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_.-]{0,62}$/, 'the name of a port, such as ibp24s0 or bmc')
  .meta({ description: 'Port or network device.', examples: ['ibp24s0'] })

/** A hardware address: colons between pairs, small letters. */
const Mac = hexadecimal({
  digits: 12,
  group: 2,
  code: 'mac/format',
  allowed: 'a hardware address of 12 hexadecimal digits such as 94:6d:ae:00:00:01',
}).meta({ description: 'Hardware address of a port.', examples: ['94:6d:ae:00:00:01'] })

/** A GUID of an InfiniBand port: colons between fours, small letters. */
const Guid = hexadecimal({
  digits: 16,
  group: 4,
  code: 'guid/format',
  allowed: 'a GUID of 16 hexadecimal digits such as 946d:ae03:0000:0001',
}).meta({ description: 'GUID of an InfiniBand port.', examples: ['946d:ae03:0000:0001'] })

/** The UUID by which a system's firmware knows it: small letters. */
const Uuid = z
  .string()
  .regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'a UUID such as 4c4c4544-0042-3510-8052-b4c04f4e4331')
  .transform((text) => text.toLowerCase())
  .meta({ description: 'UUID of the system, as its firmware has it.' })

/** What a system was installed from. */
const SystemImage = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/, 'the name of an image, such as dgxos-7.2.1-site3')
  .meta({ description: 'Image that the system was installed from.', examples: ['dgxos-7.2.1-site3'] })

/** What somebody has seen on a system: a pod that asks for no GPU sees none. */
const IsolationProof = z
  .strictObject({
    on: CalendarDate.meta({ description: 'Day on which it was tried.' }),
    by: Title.meta({ description: 'Who tried it.', examples: ['Ada Lovelace'] }),
    uuid: Uuid.meta({ description: 'UUID of the system on which it was tried.' }),
    image: SystemImage.meta({ description: 'Image that the system had then.' }),
  })
  .meta({ id: 'IsolationProof', description: 'Proof that a pod which asks for no GPU sees none on a system.' })

/** What changes when a system is replaced, and nothing else does: its name, its place and its addresses stay. */
const InventoryEntry = z
  .strictObject({
    serial: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, '1 to 64 letters, digits and ._- as the chassis has them')
      .optional()
      .meta({ description: 'Serial number of the chassis.', examples: ['1660123456789'] }),
    uuid: Uuid.optional(),
    image: SystemImage.optional(),
    proof: IsolationProof.optional(),
    guids: z.record(PortName, Guid).default({}).meta({ description: 'GUIDs of InfiniBand ports, by port.' }),
    macs: z.record(PortName, Mac).default({}).meta({ description: 'Hardware addresses, by port; bmc is one.' }),
  })
  .meta({ id: 'InventoryEntry', description: 'The hardware that stands in a place now.' })

/** The hardware of a pod, as `inventory.yaml` writes it: by system. */
export const Inventory = z
  .record(Reference, InventoryEntry)
  .meta({ title: 'inventory.yaml', description: 'The hardware of a pod, by system.' })
export type Inventory = z.output<typeof Inventory>

interface Hexadecimal {
  readonly digits: number
  readonly group: number
  readonly code: string
  readonly allowed: string
}

/** Hexadecimal digits in whatever spelling, as one canonical text: two spellings of one address are one. */
function hexadecimal({ digits, group, code, allowed }: Hexadecimal) {
  const plain = new RegExp(`^[0-9a-f]{${digits}}$`)
  return z.string().transform((written, ctx) => {
    const text = written.toLowerCase().replace(/^0x/, '').replace(/[:.-]/g, '')
    if (plain.test(text)) return (text.match(new RegExp(`.{${group}}`, 'g')) ?? []).join(':')
    ctx.addIssue(faultIssue(written, { code, allowed }))
    return z.NEVER
  })
}
