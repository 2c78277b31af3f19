import { type Fact, fact, type MaybeFact, unknown } from './source.ts'

/** Power supplies of one system, or power shelves of one rack: how many there are, and what each gives. */
export interface PowerSupplies {
  readonly of: 'system' | 'rack'
  readonly count: Fact<number>
  readonly eachW: Fact<number>
  /** How the vendor writes their redundancy, such as `4+2`; undefined where no source does. */
  readonly redundancy?: string
}

/** What stands or hangs in a rack beside systems, as far as a floor plan needs it. */
export interface RackEquipment {
  /** Whether a rack is fed by PDUs or by power shelves. */
  readonly feed: 'pdu' | 'power-shelf'
  /** Rack units of one PDU or shelf; undefined where it hangs on the side, or no source says. */
  readonly feedHeightU?: Fact<number>
  readonly supplies: PowerSupplies | undefined
  /** Rack units of one NVLink switch tray. @default no such trays */
  readonly nvlinkTrayHeightU?: Fact<number>
  /** Racks for management and what serves the whole pod, beside one network rack a scalable unit. */
  readonly managementRacks: MaybeFact<number>
  /** PDUs of a rack without systems. */
  readonly supportPdus: MaybeFact<number>
}

const noCount = unknown('no source counts the racks without systems')
const noPdus = unknown('no source counts the PDUs of racks without systems')

const nvl72 = (source: string): RackEquipment => ({
  feed: 'power-shelf',
  feedHeightU: fact(1, 'BCM-SHELF', 'V'),
  supplies: { of: 'rack', count: fact(8, source, 'V'), eachW: fact(33_000, source, 'V') },
  nvlinkTrayHeightU: fact(1, 'DGXGB-UG', 'V'),
  managementRacks: noCount,
  supportPdus: noPdus,
})

/** Equipment of racks, by generation. */
export const rackEquipment: Readonly<Record<string, RackEquipment>> = {
  'dgx-h100': {
    feed: 'pdu',
    supplies: supplies('RA-H100', 'V', 6, 3300, '4+2'),
    // six racks for four units: one a unit, and two
    managementRacks: fact(2, 'RA-H100', 'D'),
    // 12 PDUs for the six racks
    supportPdus: fact(2, 'RA-H100', 'D'),
  },
  'dgx-h200': {
    feed: 'pdu',
    supplies: supplies('BASEPOD', 'V', 6, 3300, '4+2'),
    managementRacks: noCount,
    supportPdus: noPdus,
  },
  'dgx-b200': {
    feed: 'pdu',
    supplies: supplies('DGXB200-UG', 'V', 6, 3300, '5+1'),
    // five racks for four units: one a unit, and one
    managementRacks: fact(1, 'RACKULA', 'D'),
    supportPdus: noPdus,
  },
  'dgx-b300-spectrum-x': {
    feed: 'power-shelf',
    supplies: undefined,
    managementRacks: noCount,
    supportPdus: noPdus,
  },
  'dgx-b300-xdr': {
    feed: 'pdu',
    feedHeightU: fact(2, 'RA-B300X', 'V'),
    supplies: supplies('RACKULA', 'T', 12, 3200, 'N+N'),
    managementRacks: noCount,
    supportPdus: noPdus,
  },
  'dgx-gb200': nvl72('BCM-SHELF'),
  'dgx-gb300': nvl72('ERA-GB300'),
  'dgx-rubin-nvl8': {
    feed: 'power-shelf',
    supplies: undefined,
    managementRacks: noCount,
    supportPdus: noPdus,
  },
}

function supplies(source: string, grade: 'V' | 'T', count: number, eachW: number, redundancy: string): PowerSupplies {
  return { of: 'system', count: fact(count, source, grade), eachW: fact(eachW, source, grade), redundancy }
}
