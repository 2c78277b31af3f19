import { fact, unknown } from './source.ts'
import type { SystemModel } from './system-model.ts'
import { openParts } from './system-parts.ts'
import { unnamedRails } from './unnamed-rails.ts'

/** DGX Rubin NVL8 with x86 processors: eight GPUs, eight rails of XDR InfiniBand, seventy-two systems a scalable unit. */
export const dgxRubinNvl8: SystemModel = {
  generation: 'dgx-rubin-nvl8',
  title: 'DGX Rubin NVL8',
  gpu: {
    count: 8,
    product: unknown('no source gives the product label of the GPU'),
    memoryMiB: unknown('no source gives the memory of the GPU'),
    family: fact('rubin', 'GFD', 'V'),
  },
  machine: unknown('the label is confirmed for DGX H100 and DGX B200 only'),
  arch: fact('amd64', 'RA-RUBIN', 'V'),
  cpuModel: unknown('the reference architecture says x86, and no more'),
  cpuCores: unknown('no source gives the processors of a DGX Rubin NVL8'),
  cpuThreads: unknown('no source gives the processors of a DGX Rubin NVL8'),
  memoryGiB: unknown('no source gives the memory of a DGX Rubin NVL8'),
  maxPowerW: unknown('a rack of eight takes about 225 kW; no source gives the power of one system'),
  parts: openParts('DGX Rubin NVL8'),
  heightU: unknown('no source gives the height of a DGX Rubin NVL8'),
  weightKg: unknown('no source gives the weight of a DGX Rubin NVL8'),
  systemsPerScalableUnit: fact(72, 'RA-RUBIN', 'V'),
  scalableUnitW: fact(2_000_000, 'RACKULA', 'D'),
  rack: {
    systemsPerRack: fact([8], 'RACKULA', 'T'),
    powerW: fact(225_000, 'RACKULA', 'T'),
    cooling: fact('liquid', 'RA-RUBIN', 'V'),
    pdus: unknown('no source counts the power shelves of a rack of DGX Rubin NVL8'),
  },
  rails: unnamedRails(8, 'RA-RUBIN', 'V'),
  computeFabric: {
    switchModel: fact('Quantum-X800', 'RA-RUBIN', 'V'),
    linkGbps: 800,
    tiers: {
      kind: 'open',
      open: 'the switch table of Rubin NVL8 is not published; by its shape it should match that of B300 XDR, which no source says',
    },
  },
  supportFabrics: {
    storage: {
      kind: fact('Ethernet, shared with in-band', 'RA-RUBIN', 'V'),
      linksPerSystem: unknown('storage and in-band share one Ethernet fabric, whose links no source counts'),
      published: unknown('no source counts them'),
    },
    inBand: {
      kind: fact('Ethernet, shared with storage', 'RA-RUBIN', 'V'),
      linksPerSystem: unknown('storage and in-band share one Ethernet fabric, whose links no source counts'),
      published: unknown('no source counts them'),
    },
    outOfBand: {
      kind: unknown('SN2201 is expected, but not confirmed'),
      linksPerSystem: unknown('no source counts the out-of-band links of a DGX Rubin NVL8'),
      published: unknown('no source counts them'),
    },
  },
  // two for Base Command Manager, three each for the admin and the user cluster, two Slurm login nodes
  managementNodes: fact(10, 'RUBIN-MGMT', 'V'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
}
