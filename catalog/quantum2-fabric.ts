import type { ComputeFabric } from './compute-fabric.ts'
import { fact } from './source.ts'

/** The compute fabric that H100, H200 and B200 share: Quantum-2 QM9700 switches, NDR 400 Gb/s, a leaf for every rail. */
export function quantum2Fabric(source: string): ComputeFabric {
  return {
    switchModel: fact('QM9700', source, 'V'),
    linkGbps: 400,
    tiers: {
      kind: 'rule',
      leavesPerUnit: fact(8, source, 'V'),
      planes: 1,
      radix: fact(64, source, 'V'),
      leafUplinks: fact(32, source, 'D'),
      linksPerCable: 1,
      beyondTwoTiers: 'spine-per-leaf',
    },
  }
}
