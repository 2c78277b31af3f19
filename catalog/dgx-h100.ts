import { quantum2Fabric } from './quantum2-fabric.ts'
import { fact, unknown } from './source.ts'
import { h100StorageGuidance } from './storage-guidance.ts'
import type { PublishedBill } from './support-fabric.ts'
import type { Rail, SystemModel } from './system-model.ts'
import { parts } from './system-parts.ts'

/** Rails of the chassis that DGX H100 and DGX H200 share, in order. */
export const h100Rails: readonly Rail[] = [
  { rail: 0, port: 'OSFP4P2', rdmaDevice: 'mlx5_0', netdev: 'ibp24s0', cpu: 0 },
  { rail: 1, port: 'OSFP3P2', rdmaDevice: 'mlx5_3', netdev: 'ibp64s0', cpu: 0 },
  { rail: 2, port: 'OSFP3P1', rdmaDevice: 'mlx5_4', netdev: 'ibp79s0', cpu: 0 },
  { rail: 3, port: 'OSFP4P1', rdmaDevice: 'mlx5_5', netdev: 'ibp94s0', cpu: 0 },
  { rail: 4, port: 'OSFP1P2', rdmaDevice: 'mlx5_6', netdev: 'ibp154s0', cpu: 1 },
  { rail: 5, port: 'OSFP2P2', rdmaDevice: 'mlx5_9', netdev: 'ibp192s0', cpu: 1 },
  { rail: 6, port: 'OSFP2P1', rdmaDevice: 'mlx5_10', netdev: 'ibp206s0', cpu: 1 },
  { rail: 7, port: 'OSFP1P1', rdmaDevice: 'mlx5_11', netdev: 'ibp220s0', cpu: 1 },
]

/** The published cable bill of four scalable units, as far as no rule gives it. */
const bill: PublishedBill = {
  scalableUnits: 4,
  linksPerManagementNode: 2,
  uplinksPerOutOfBandSwitch: 2,
  outOfBandUplinkGbps: 100,
  fabricManagers: 4,
  managersBackToBack: 2,
  otherPdus: 12,
  inBand: [
    { what: 'uplinks', count: 4 },
    { what: 'inter-switch links', count: 6 },
    { what: 'NFS', count: 8 },
    { what: 'leaf to core', count: 24 },
  ],
  storage: [
    { what: 'NDR, systems included', count: 494, gbps: 400 },
    { what: '2 × 200 Gb/s', count: 48, gbps: 200 },
    { what: 'of the first kind that the source does not name', count: 2 },
    { what: 'of the second kind that the source does not name', count: 4 },
  ],
}

/** DGX H100: eight H100 80 GB, eight rails of NDR InfiniBand, thirty-two systems a scalable unit. */
export const dgxH100: SystemModel = {
  generation: 'dgx-h100',
  title: 'DGX H100',
  gpu: {
    count: 8,
    product: fact('NVIDIA-H100-80GB-HBM3', 'GPUOP-DOC', 'V'),
    memoryMiB: fact(81_559, 'GPUOP-DOC', 'V'),
    family: fact('hopper', 'GFD', 'V'),
  },
  machine: fact('DGXH100', 'BMM', 'D'),
  arch: fact('amd64', 'RA-H100', 'V'),
  cpuModel: fact('2 × Intel Xeon Platinum 8480C', 'RA-H100', 'V'),
  cpuCores: fact(112, 'RA-H100', 'V'),
  cpuThreads: fact(224, 'GEF-UG', 'T'),
  memoryGiB: fact(2048, 'RA-H100', 'V'),
  maxPowerW: fact(10_200, 'RA-H100', 'V'),
  parts: parts('RA-H100', 'V', {
    computeAdapters: '8 × ConnectX-7 single-port, 400 Gb/s, 4 × OSFP',
    otherAdapters: '2 × ConnectX-7 dual-port, QSFP112',
    systemDisks: '2 × 1.92 TB M.2, RAID 1',
    dataDisks: '8 × 3.84 TB U.2',
  }),
  heightU: fact(8, 'RA-H100', 'V'),
  weightKg: unknown('no source gives the weight of a DGX H100'),
  systemsPerScalableUnit: fact(32, 'RA-H100', 'V'),
  scalableUnitW: fact(326_000, 'RA-H100', 'D'),
  rack: {
    systemsPerRack: fact([1, 2, 4], 'RA-H100', 'V'),
    powerW: unknown('RA-H100 says "more than 40 kW" for four systems'),
    cooling: fact('air', 'RA-H100', 'V'),
    // 96 PDUs for the 32 compute racks of four units
    pdus: fact(3, 'RA-H100', 'D'),
  },
  rails: fact(h100Rails, 'DGXH100-UG', 'V'),
  computeFabric: quantum2Fabric('RA-H100', 'V'),
  supportFabrics: {
    storage: {
      kind: fact('InfiniBand NDR 400', 'RA-H100', 'V'),
      // one port of each of the two adapters
      linksPerSystem: fact(2, 'HCA-MAP', 'T'),
      linkGbps: fact(400, 'RA-H100', 'V'),
      published: fact(
        { scalableUnits: 4, switches: [{ role: 'storage', model: 'MQM9700-NS2F', count: 16 }] },
        'RA-H100',
        'V',
      ),
    },
    inBand: {
      kind: fact('Ethernet, 2 × 100 Gb/s bonded', 'RA-H100', 'V'),
      linksPerSystem: fact(2, 'RA-H100', 'V'),
      linkGbps: fact(100, 'RA-H100', 'V'),
      published: fact(
        { scalableUnits: 4, switches: [{ role: 'in-band', model: 'SN4600C', count: 8 }] },
        'RA-H100',
        'V',
      ),
    },
    outOfBand: {
      kind: fact('Ethernet, 1 Gb/s', 'RA-H100', 'V'),
      linksPerSystem: fact(1, 'RA-H100', 'V'),
      linkGbps: fact(1, 'RA-H100', 'V'),
      published: fact(
        { scalableUnits: 4, switches: [{ role: 'out-of-band', model: 'SN2201', count: 8 }] },
        'RA-H100',
        'V',
      ),
    },
    bill: fact(bill, 'RA-H100', 'V'),
  },
  managerCables: fact(4, 'RA-H100', 'V'),
  // the web version of the reference architecture says 5
  managementNodes: fact(4, 'RA-H100', 'V'),
  storageGuidance: fact(h100StorageGuidance, 'RA-H100', 'V'),
}
