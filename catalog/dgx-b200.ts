import { quantum2Fabric } from './quantum2-fabric.ts'
import { fact, unknown } from './source.ts'
import type { Rail, SystemModel } from './system-model.ts'
import { parts } from './system-parts.ts'

const rails: readonly Rail[] = [
  { rail: 0, rdmaDevice: 'mlx5_4', netdev: 'ibp24s0' },
  { rail: 1, rdmaDevice: 'mlx5_7', netdev: 'ibp64s0' },
  { rail: 2, rdmaDevice: 'mlx5_8', netdev: 'ibp79s0' },
  { rail: 3, rdmaDevice: 'mlx5_9', netdev: 'ibp94s0' },
  { rail: 4, rdmaDevice: 'mlx5_10', netdev: 'ibp154s0' },
  { rail: 5, rdmaDevice: 'mlx5_13', netdev: 'ibp192s0' },
  { rail: 6, rdmaDevice: 'mlx5_14', netdev: 'ibp206s0' },
  { rail: 7, rdmaDevice: 'mlx5_15', netdev: 'ibp220s0' },
]

/** DGX B200: eight B200 180 GB, eight rails of NDR InfiniBand, thirty-two systems a scalable unit. */
export const dgxB200: SystemModel = {
  generation: 'dgx-b200',
  title: 'DGX B200',
  gpu: {
    count: 8,
    product: fact('NVIDIA-B200', 'NETOP-DOC', 'V'),
    memoryMiB: fact(183_359, 'SMI', 'T'),
    family: fact('blackwell', 'GFD', 'V'),
  },
  machine: fact('DGX-B200', 'NETOP-DOC', 'V'),
  arch: fact('amd64', 'DGXB200-UG', 'V'),
  cpuModel: fact('2 × Intel Xeon Platinum 8570', 'DGXB200-UG', 'V'),
  cpuCores: fact(112, 'DGXB200-UG', 'V'),
  cpuThreads: fact(224, 'BCM-SRIOV', 'T'),
  // may be ordered with up to 4 TB
  memoryGiB: fact(2048, 'DGXB200-UG', 'V'),
  maxPowerW: fact(14_300, 'DGXB200-UG', 'V'),
  parts: parts('DGXB200-UG', 'V', {
    computeAdapters: '8 × ConnectX-7 single-port, 400 Gb/s, 4 × OSFP',
    otherAdapters: '2 × BlueField-3 dual-port in NIC mode, one InfiniBand and one Ethernet port each',
    systemDisks: '2 × 1.92 TB M.2, RAID 1',
    dataDisks: '8 × 3.84 TB U.2, RAID 0',
  }),
  heightU: fact(10, 'DGXB200-UG', 'V'),
  weightKg: unknown('no source gives the weight of a DGX B200'),
  systemsPerScalableUnit: fact(32, 'RA-B200', 'V'),
  scalableUnitW: fact(458_000, 'RACKULA', 'T'),
  rack: {
    systemsPerRack: fact([2], 'RACKULA', 'T'),
    powerW: fact(28_600, 'RACKULA', 'T'),
    cooling: fact('air', 'RACKULA', 'T'),
    pdus: fact(3, 'RACKULA', 'T'),
  },
  rails: fact(rails, 'BCM-SRIOV', 'T'),
  computeFabric: quantum2Fabric('RA-B200', 'V'),
  supportFabrics: {
    storage: {
      kind: fact('InfiniBand NDR 400, or RoCE on SN5600', 'RACKULA', 'T'),
      // one port of each of the two adapters
      linksPerSystem: fact(2, 'DGXB200-UG', 'D'),
      published: fact(
        {
          scalableUnits: 4,
          switches: [
            { role: 'storage-leaf', model: 'QM9700', count: 8 },
            { role: 'storage-spine', model: 'QM9700', count: 4 },
          ],
        },
        'RACKULA',
        'T',
      ),
    },
    inBand: {
      kind: fact('Ethernet, 200 Gb/s bonded', 'RACKULA', 'T'),
      linksPerSystem: fact(2, 'DGXB200-UG', 'D'),
      published: fact(
        {
          scalableUnits: 4,
          switches: [
            { role: 'in-band-spine', model: 'SN5600', count: 2 },
            { role: 'in-band-leaf', model: 'SN5600', count: 2 },
            { role: 'in-band-leaf', model: 'SN2201', count: 2 },
          ],
        },
        'RACKULA',
        'T',
      ),
    },
    outOfBand: {
      kind: fact('Ethernet, 1 Gb/s', 'DGXB200-UG', 'V'),
      linksPerSystem: fact(1, 'DGXB200-UG', 'D'),
      linkGbps: fact(1, 'DGXB200-UG', 'V'),
      published: fact(
        { scalableUnits: 4, switches: [{ role: 'out-of-band', model: 'SN2201', count: 16 }] },
        'RACKULA',
        'T',
      ),
    },
  },
  managerCables: fact(4, 'RA-B200', 'V'),
  managementNodes: fact(7, 'RACKULA', 'T'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
}
