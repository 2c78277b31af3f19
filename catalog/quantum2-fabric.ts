import type { ComputeFabric } from './compute-fabric.ts'
import { fact, type Grade } from './source.ts'

/**
 * The compute fabric that H100, H200 and B200 share: Quantum-2 QM9700 switches, NDR 400 Gb/s, a leaf for every rail.
 * @param grade - how well the source knows it for this generation
 */
export function quantum2Fabric(source: string, grade: Grade): ComputeFabric {
  return {
    switchModel: fact('QM9700', source, grade),
    linkGbps: 400,
    tiers: {
      kind: 'rule',
      leavesPerUnit: fact(8, source, grade),
      planes: 1,
      radix: fact(64, source, grade),
      leafUplinks: fact(32, source, 'D'),
      linksPerCable: 1,
      beyondTwoTiers: 'spine-per-leaf',
    },
  }
}
