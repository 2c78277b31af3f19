import { type Fact, fact, unknown } from './source.ts'
import type { SupportFabrics } from './support-fabric.ts'
import type { RackModel } from './system-model.ts'

/** A rack of eighteen compute trays and nine NVLink switch trays: one NVLink domain of 72 GPUs. */
export function nvl72Rack(source: string, power: Fact<number>): Omit<RackModel, 'pdus'> {
  return {
    systemsPerRack: fact([18], source, 'V'),
    powerW: power,
    cooling: fact('liquid and air', source, 'V'),
    nvlinkSwitchTrays: fact(9, source, 'V'),
    managementSwitches: fact(2, source, 'V'),
  }
}

/**
 * One Ethernet fabric for storage and in-band: all links of a tray into it are counted as in-band.
 * @param linksPerTray - links of one tray
 * @param linkGbps - speed of each
 */
export function sharedEthernet(kind: Fact<string>, linksPerTray: Fact<number>, linkGbps: Fact<number>): SupportFabrics {
  return {
    storage: {
      kind,
      linksPerSystem: unknown('storage and in-band share one Ethernet fabric: its links are counted as in-band'),
      published: unknown('no source counts them'),
    },
    inBand: {
      kind,
      linksPerSystem: linksPerTray,
      linkGbps,
      published: unknown('no source counts them'),
    },
    outOfBand: {
      kind: fact('Ethernet, 1 Gb/s, SN2201', 'RACKULA', 'T'),
      linksPerSystem: unknown('two management switches in the rack stand between trays and the out-of-band fabric'),
      published: unknown('no source counts them'),
    },
  }
}
