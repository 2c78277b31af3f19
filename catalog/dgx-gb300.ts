import type { ComputeFabric } from './compute-fabric.ts'
import { nvl72Rack, sharedEthernet } from './nvl72.ts'
import { fact, unknown } from './source.ts'

import type { SystemModel } from './system-model.ts'
import { unnamedRails } from './unnamed-rails.ts'

const quantumX800: ComputeFabric = {
  switchModel: fact('Q3400', 'GB300-ROFT', 'T'),
  linkGbps: 800,
  tiers: {
    kind: 'rule',
    // two a rail
    leavesPerUnit: fact(8, 'GB300-ROFT', 'T'),
    planes: 1,
    radix: fact(144, 'GB300-ROFT', 'T'),
    leafUplinks: fact(72, 'GB300-ROFT', 'D'),
    linksPerCable: 1,
    beyondTwoTiers: 'open',
    confirmedUnits: fact(16, 'GB300-ROFT', 'T'),
  },
}

/** DGX GB300 NVL72: a system is one compute tray of four GPUs, eighteen a rack, eight racks a scalable unit. */
export const dgxGb300: SystemModel = {
  generation: 'dgx-gb300',
  title: 'DGX GB300 NVL72',
  gpu: {
    count: 4,
    product: fact('NVIDIA-GB300', 'NVCRE', 'V'),
    memoryMiB: fact(284_208, 'SMI', 'T'),
    family: fact('blackwell', 'GFD', 'V'),
  },
  machine: unknown('the label is confirmed for DGX H100 and DGX B200 only'),
  arch: fact('arm64', 'ERA-GB300', 'V'),
  cpuModel: fact('2 × NVIDIA Grace', 'ERA-GB300', 'V'),
  // the processors of the GB200 tray
  cpuCores: fact(144, 'DGXGB-UG', 'D'),
  // cores of Grace run one thread each
  cpuThreads: fact(144, 'DGXGB-UG', 'K'),
  memoryGiB: unknown('about 960 GB by arithmetic, but the exact amount is not confirmed'),
  maxPowerW: unknown('no source gives the power of one tray: a rack is budgeted as a whole'),
  parts: {
    computeAdapters: fact('4 × ConnectX-8, 800 Gb/s', 'GB300-CMP', 'T'),
    otherAdapters: fact('1 × BlueField-3 B3240', 'ERA-GB300', 'V'),
    systemDisks: fact('1 × M.2', 'ERA-GB300', 'V'),
    dataDisks: fact('4 × E1.S', 'ERA-GB300', 'V'),
  },
  heightU: fact(1, 'ERA-GB300', 'V'),
  weightKg: unknown('no source gives the weight of a compute tray of GB300'),
  systemsPerScalableUnit: fact(144, 'GB300-CMP', 'T'),
  scalableUnitW: fact(1_200_000, 'GB300-TDP', 'T'),
  rack: {
    // 1.2 MW a scalable unit of eight racks; the vendor's most for one rack is 142 kW
    ...nvl72Rack('ERA-GB300', fact(150_000, 'GB300-TDP', 'D')),
    pdus: fact(8, 'ERA-GB300', 'V'),
  },
  rails: unnamedRails(4, 'GB300-CMP', 'T'),
  computeFabric: quantumX800,
  supportFabrics: sharedEthernet(
    fact('Ethernet, 2 × 400 GbE a tray, RoCEv2, SN5600D', 'FABRIC-TS', 'T'),
    fact(2, 'FABRIC-TS', 'T'),
    fact(400, 'FABRIC-TS', 'T'),
  ),
  managementNodes: unknown('no source counts the management servers of a DGX GB300 pod'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
}
