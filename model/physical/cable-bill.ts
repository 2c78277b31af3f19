import type { SystemModel } from '#catalog'
import { fabricGaps } from '../fabric-gap.ts'
import type { PodModel } from '../pod-model.ts'
import type { FabricCounts } from '../support-fabric.ts'
import { billLine, type CableBillLine } from './cable-bill-line.ts'
import { supportLines } from './cable-bill-support.ts'

/** The bill of cables of a pod, fabric by fabric: what rules give at any size, and what a source publishes at one. */
export function cableBill(pod: PodModel): CableBillLine[] {
  return [...computeLines(pod), ...supportLines(pod)]
}

function computeLines({ generation, scalableUnits, fabric }: PodModel): CableBillLine[] {
  const { systemCables, leafSpineCables, spineCoreCables } = fabric.compute
  const { linkGbps: gbps } = generation.computeFabric
  const gap = fabricGaps(generation, scalableUnits.length)[0]?.reason
  const more = { gbps, ...doubled(generation) }
  const source = uplinkSource(generation)
  const between = (what: string, count: number | undefined) =>
    count === undefined || !source
      ? billLine('compute', what, { open: gap ?? 'no source gives its switches' }, more)
      : billLine('compute', what, { count, source }, more)
  return [
    billLine('compute', 'systems to leaves', { count: systemCables, source: generation.rails.source }, more),
    ...managerLine(generation, fabric),
    between('leaves to spines', leafSpineCables),
    ...(spineCoreCables === 0 ? [] : [between('spines to cores', spineCoreCables)]),
  ]
}

function doubled({ computeFabric: { tiers, linkGbps } }: SystemModel): { note?: string } {
  const links = tiers.kind === 'rule' ? tiers.linksPerCable : 1
  return links > 1 ? { note: `each carries ${links} links of ${linkGbps} Gb/s` } : {}
}

function uplinkSource({ computeFabric: { tiers } }: SystemModel) {
  return tiers.kind === 'open' ? undefined : tiers.leafUplinks.source
}

// the bill and the switch table of one document differ by these cables
function managerLine({ managerCables, computeFabric }: SystemModel, { compute }: FabricCounts): CableBillLine[] {
  const count = compute.managerCables
  if (!managerCables || count === 0) return []
  const without = compute.systemCables + (compute.leafSpineCables ?? 0) + (compute.spineCoreCables ?? 0)
  const note = `the bill of RA-H100 leaves these out, which makes ${without} compute cables; its switch table counts them, which makes ${without + count}`
  const { source } = managerCables
  return [billLine('compute', 'fabric manager to leaves', { count, source }, { gbps: computeFabric.linkGbps, note })]
}
