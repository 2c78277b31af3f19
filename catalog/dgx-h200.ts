import { h100Rails } from './dgx-h100.ts'
import { quantum2Fabric } from './quantum2-fabric.ts'
import { fact, unknown } from './source.ts'
import type { SystemModel } from './system-model.ts'
import { parts } from './system-parts.ts'

/** DGX H200: the chassis and the scalable unit of DGX H100 with eight H200 141 GB; its own tables are not published. */
export const dgxH200: SystemModel = {
  generation: 'dgx-h200',
  title: 'DGX H200',
  gpu: {
    count: 8,
    product: fact('NVIDIA-H200', 'NETOP-DOC', 'V'),
    memoryMiB: fact(143_771, 'SMI', 'T'),
    family: fact('hopper', 'GFD', 'V'),
  },
  machine: unknown('the label is confirmed for DGX H100 and DGX B200 only'),
  arch: fact('amd64', 'BASEPOD', 'V'),
  cpuModel: fact('2 × Intel Xeon Platinum 8480C', 'BASEPOD', 'V'),
  cpuCores: fact(112, 'BASEPOD', 'V'),
  // the processors of DGX H100, whose threads are published
  cpuThreads: fact(224, 'GEF-UG', 'D'),
  memoryGiB: fact(2048, 'BASEPOD', 'V'),
  maxPowerW: fact(10_200, 'BASEPOD', 'V'),
  parts: parts('BASEPOD', 'V', {
    computeAdapters: '8 × ConnectX-7 single-port, 400 Gb/s, 4 × OSFP',
    otherAdapters: '2 × ConnectX-7 dual-port, QSFP112',
    systemDisks: '2 × 1.92 TB M.2, RAID 1',
    dataDisks: '8 × 3.84 TB U.2',
  }),
  heightU: fact(8, 'BASEPOD', 'V'),
  weightKg: unknown('no source gives the weight of a DGX H200'),
  systemsPerScalableUnit: fact(32, 'RACKULA', 'T'),
  scalableUnitW: fact(326_000, 'BASEPOD', 'D'),
  rack: {
    systemsPerRack: fact([2], 'RACKULA', 'T'),
    powerW: unknown('the reference architecture has two systems in a rack, which is 20.4 kW, but says "exceeds 25 kW"'),
    cooling: fact('air', 'RACKULA', 'T'),
    pdus: unknown('no source counts the PDUs of a rack of DGX H200'),
  },
  // the same chassis and adapters
  rails: fact(
    h100Rails.map(({ rail, port, netdev, cpu }) => ({ rail, port, netdev, cpu })),
    'DGXH100-UG',
    'D',
  ),
  computeFabric: {
    ...quantum2Fabric('RA-H100', 'D'),
    unpublished:
      'the switch table of DGX H200 is not published: counts follow from the chassis and the unit of DGX H100',
  },
  supportFabrics: {
    storage: {
      kind: fact('InfiniBand NDR 400', 'RACKULA', 'T'),
      linksPerSystem: fact(2, 'HCA-MAP', 'D'),
      linkGbps: fact(400, 'RACKULA', 'T'),
      published: unknown('no source counts them'),
    },
    inBand: {
      kind: unknown('no source says what the in-band fabric of a DGX H200 pod is'),
      linksPerSystem: unknown('no source counts the in-band links of a DGX H200'),
      published: unknown('no source counts them'),
    },
    outOfBand: {
      kind: fact('Ethernet, 1 Gb/s, SN2201', 'RACKULA', 'T'),
      linksPerSystem: fact(1, 'BASEPOD', 'D'),
      linkGbps: fact(1, 'BASEPOD', 'V'),
      published: unknown('no source counts them'),
    },
  },
  managerCables: fact(4, 'RA-H100', 'D'),
  managementNodes: unknown('no source counts the management servers of a DGX H200 pod'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
}
