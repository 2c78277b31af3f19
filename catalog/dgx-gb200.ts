import type { ComputeFabric } from './compute-fabric.ts'
import { nvl72Rack, sharedEthernet } from './nvl72.ts'
import { fact, unknown } from './source.ts'

import type { SystemModel } from './system-model.ts'
import { unnamedRails } from './unnamed-rails.ts'

const railGroups: ComputeFabric = {
  switchModel: fact('QM9700', 'RA-GB200', 'V'),
  linkGbps: 400,
  tiers: {
    kind: 'rail-groups',
    groups: 4,
    leavesPerGroupAndUnit: fact(8, 'FABRIC-TS', 'T'),
    spinesPerGroupAndUnit: fact(6, 'FABRIC-TS', 'T'),
    radix: fact(64, 'RA-GB200', 'V'),
    leafUplinks: fact(18, 'GB200-1040', 'D'),
    spineUplinks: fact(24, 'GB200-1040', 'D'),
    coreGroups: fact(6, 'GB200-1040', 'T'),
    cores: fact({ 1: 0, 16: 144 }, 'GB200-1040', 'T'),
  },
}

/** DGX GB200 NVL72: a system is one compute tray of four GPUs, eighteen a rack, eight racks a scalable unit. */
export const dgxGb200: SystemModel = {
  generation: 'dgx-gb200',
  title: 'DGX GB200 NVL72',
  gpu: {
    count: 4,
    product: fact('NVIDIA-GB200', 'BMM', 'V'),
    memoryMiB: fact(189_471, 'BMM', 'V'),
    family: fact('blackwell', 'GFD', 'V'),
  },
  machine: unknown('the label is confirmed for DGX H100 and DGX B200 only'),
  arch: fact('arm64', 'DGXGB-UG', 'V'),
  cpuModel: fact('2 × NVIDIA Grace', 'DGXGB-UG', 'V'),
  cpuCores: fact(144, 'DGXGB-UG', 'V'),
  // cores of Grace run one thread each
  cpuThreads: fact(144, 'DGXGB-UG', 'K'),
  memoryGiB: unknown('about 960 GB, as 17 TB a rack divided by 18, but "17 TB" is rounded'),
  maxPowerW: unknown('no source gives the power of one tray: a rack is budgeted as a whole'),
  parts: {
    computeAdapters: fact('4 × ConnectX-7, 400 Gb/s', 'DGXGB-UG', 'V'),
    otherAdapters: fact('2 × BlueField-3', 'DGXGB-UG', 'V'),
    systemDisks: fact('1 × M.2', 'DGXGB-STO', 'V'),
    dataDisks: unknown('E1.S in RAID 0, but how many is not confirmed'),
  },
  heightU: fact(1, 'DGXGB-UG', 'V'),
  weightKg: unknown('no source gives the weight of a compute tray of GB200'),
  systemsPerScalableUnit: fact(144, 'RA-GB200', 'V'),
  scalableUnitW: fact(1_200_000, 'RA-GB200', 'V'),
  rack: {
    // 1.2 MW a scalable unit of eight racks
    ...nvl72Rack('DGXGB-UG', fact(150_000, 'RA-GB200', 'D')),
    pdus: fact(8, 'BCM-SHELF', 'V'),
  },
  rails: unnamedRails(4, 'DGXGB-UG', 'V'),
  computeFabric: railGroups,
  supportFabrics: sharedEthernet(
    fact('Ethernet, 4 × 200 GbE a tray, RoCEv2, SN5600', 'FABRIC-TS', 'T'),
    fact(4, 'FABRIC-TS', 'T'),
    fact(200, 'FABRIC-TS', 'T'),
  ),
  managementNodes: unknown('no source counts the management servers of a DGX GB200 pod'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
}
