import type { SystemModel } from '#catalog'

/** Whether the words of a source, or the model of a switch, mean InfiniBand and nothing else. */
export function isInfiniBand(what: string | undefined): boolean {
  return what !== undefined && /^(InfiniBand\b(?!.*RoCE)|QM|Q3|Quantum)/.test(what)
}

/** Whether the rails of a generation are InfiniBand; Ethernet, and what no source names, is not. */
export function hasInfiniBandRails({ computeFabric }: SystemModel): boolean {
  return isInfiniBand(computeFabric.switchModel.value)
}
