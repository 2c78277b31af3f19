import type { ComputeFabric } from './compute-fabric.ts'
import { type Fact, fact, type MaybeFact, unknown } from './source.ts'
import type { SupportFabrics } from './support-fabric.ts'
import type { SystemModel } from './system-model.ts'
import { parts } from './system-parts.ts'
import { unnamedRails } from './unnamed-rails.ts'

/** What the two B300 reference architectures share: the system itself. */
const dgxB300 = {
  gpu: {
    count: 8,
    product: fact('NVIDIA-B300-SXM6-AC', 'B300-LABEL', 'T'),
    memoryMiB: fact(275_040, 'SMI', 'T'),
    family: fact('blackwell', 'GFD', 'V'),
  },
  machine: unknown('the label is confirmed for DGX H100 and DGX B200 only'),
  arch: fact('amd64', 'RACKULA', 'T'),
  cpuModel: unknown('Xeon 6776P is named by third parties, but not confirmed'),
  cpuCores: unknown('the processors of DGX B300 are not confirmed'),
  cpuThreads: unknown('the processors of DGX B300 are not confirmed'),
  memoryGiB: unknown('the memory of DGX B300 is not confirmed'),
  maxPowerW: fact(14_500, 'RACKULA', 'T'),
  parts: parts('RACKULA', 'T', {
    computeAdapters: '8 × ConnectX-8, 800 Gb/s, 8 × OSFP',
    otherAdapters: '2 × BlueField-3 dual-port',
    systemDisks: '2 × 1.92 TB M.2',
    dataDisks: '8 × 3.84 TB E1.S',
  }),
  heightU: fact(10, 'RACKULA', 'T'),
  weightKg: unknown('no source gives the weight of a DGX B300'),
  storageGuidance: unknown('the table of storage speeds is published for DGX H100 only'),
} satisfies Partial<SystemModel>

const spectrumX: ComputeFabric = {
  switchModel: unknown('a switch of the class of 64 ports of 800 GbE: no source names its model'),
  linkGbps: 400,
  tiers: {
    kind: 'rule',
    leavesPerUnit: fact(16, 'RA-B300', 'V'),
    planes: 2,
    // counted at 400 GbE: one plane of 64 ports at 800 GbE is not the same
    radix: fact(128, 'RA-B300', 'D'),
    leafUplinks: fact(64, 'RA-B300', 'D'),
    // the published columns count one cable a GPU, which has two links of 400 GbE
    linksPerCable: 2,
    beyondTwoTiers: 'open',
  },
}

const quantumX800: ComputeFabric = {
  switchModel: fact('Q3400', 'RA-B300X', 'V'),
  linkGbps: 800,
  tiers: {
    kind: 'rule',
    leavesPerUnit: fact(8, 'RA-B300X', 'V'),
    planes: 1,
    radix: fact(144, 'RA-B300X', 'V'),
    leafUplinks: fact(72, 'RA-B300X', 'V'),
    linksPerCable: 1,
    beyondTwoTiers: 'open',
  },
}

function supportFabrics(storage: MaybeFact<string>, inBand: Fact<string>): SupportFabrics {
  return {
    storage: {
      kind: storage,
      linksPerSystem: unknown('no source counts the links of a DGX B300 into the storage fabric'),
      published: unknown('no source counts them'),
    },
    inBand: {
      kind: inBand,
      linksPerSystem: unknown('sources say "200 Gb/s bonded", but not over how many links'),
      published: unknown('no source counts them'),
    },
    outOfBand: {
      kind: fact('Ethernet, 1 Gb/s, SN2201', 'RACKULA', 'T'),
      linksPerSystem: fact(1, 'B300-SPEC', 'D'),
      linkGbps: fact(1, 'B300-SPEC', 'T'),
      published: unknown('no source counts them'),
    },
  }
}

/** DGX B300 on Spectrum-X Ethernet with DC busbars: two independent planes of 400 GbE, sixty-four systems a scalable unit. */
export const dgxB300SpectrumX: SystemModel = {
  ...dgxB300,
  generation: 'dgx-b300-spectrum-x',
  title: 'DGX B300 (Spectrum-X)',
  systemsPerScalableUnit: fact(64, 'RA-B300', 'V'),
  scalableUnitW: unknown('no source gives the power of a scalable unit of DGX B300 Spectrum-X'),
  rack: {
    systemsPerRack: fact([4], 'RA-B300', 'V'),
    powerW: unknown('the reference architecture says "more than 50 kW" for four systems'),
    cooling: fact('air', 'RA-B300', 'V'),
    pdus: unknown('no source counts the busbars or power shelves of a rack of DGX B300'),
  },
  rails: unnamedRails(8, 'RA-B300', 'V'),
  computeFabric: spectrumX,
  supportFabrics: supportFabrics(
    unknown('the facts do not say what the storage fabric of a DGX B300 Spectrum-X pod is'),
    fact('Ethernet, 200 Gb/s bonded', 'RACKULA', 'T'),
  ),
  managementNodes: unknown('no source counts the management servers of a DGX B300 Spectrum-X pod'),
}

/** DGX B300 on Quantum-X800 InfiniBand with AC power: XDR 800 Gb/s, seventy-two systems a scalable unit. */
export const dgxB300Xdr: SystemModel = {
  ...dgxB300,
  generation: 'dgx-b300-xdr',
  title: 'DGX B300 (XDR)',
  systemsPerScalableUnit: fact(72, 'RA-B300X', 'V'),
  scalableUnitW: fact(1_044_000, 'RA-B300X', 'D'),
  rack: {
    systemsPerRack: fact([1, 2, 3, 4], 'RA-B300X', 'V'),
    // the text says "about 56 kW"; four systems of 14.5 kW are what to budget
    powerW: fact(58_000, 'RA-B300X', 'D'),
    cooling: fact('air', 'RA-B300X', 'V'),
    pdus: fact(3, 'RA-B300X', 'V'),
  },
  rails: unnamedRails(8, 'RA-B300X', 'V'),
  computeFabric: quantumX800,
  supportFabrics: supportFabrics(
    fact('InfiniBand NDR 400, or RoCE', 'RA-B300X', 'V'),
    fact('Ethernet, 200 Gb/s bonded', 'RA-B300X', 'V'),
  ),
  // two for Base Command Manager, three for Kubernetes, two Slurm login nodes
  managementNodes: fact(7, 'RACKULA', 'T'),
}
