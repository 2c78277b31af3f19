import type { SystemModel } from '#catalog'
import { fabricGaps } from '../fabric-gap.ts'
import type { PodModel } from '../pod-model.ts'
import type { FabricCounts } from '../support-fabric.ts'
import type { CableKind } from './cable.ts'
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
  const between = (what: string, kind: CableKind, count: number | undefined) =>
    count === undefined || !source
      ? billLine('compute', what, { open: gap ?? 'no source gives its switches' }, { ...more, kind })
      : billLine('compute', what, { count, source }, { ...more, kind })
  const ofSystems = { count: systemCables, source: generation.rails.source }
  return [
    billLine('compute', 'systems to leaves', ofSystems, { ...more, kind: 'system-leaf' }),
    ...managerLine(generation, fabric, scalableUnits.length),
    between('leaves to spines', 'leaf-spine', leafSpineCables),
    ...(spineCoreCables === 0 ? [] : [between('spines to cores', 'spine-core', spineCoreCables)]),
  ]
}

function doubled({ computeFabric: { tiers, linkGbps } }: SystemModel): { note?: string } {
  const links = tiers.kind === 'rule' ? tiers.linksPerCable : 1
  return links > 1 ? { note: `each carries ${links} links of ${linkGbps} Gb/s` } : {}
}

function uplinkSource({ computeFabric: { tiers } }: SystemModel) {
  return tiers.kind === 'open' ? undefined : tiers.leafUplinks.source
}

function managerLine(generation: SystemModel, { compute }: FabricCounts, scalableUnits: number): CableBillLine[] {
  const { managerCables, computeFabric } = generation
  const count = compute.managerCables
  if (!managerCables || count === 0) return []
  const { source } = managerCables
  const note = managerNote(generation, compute, scalableUnits)
  const more = { gbps: computeFabric.linkGbps, kind: 'manager-leaf' as const, note }
  return [billLine('compute', 'fabric manager to leaves', { count, source }, more)]
}

/** The bill and the switch table of one document differ by these cables: said where it has a bill, of the size that it is for. */
function managerNote(
  { supportFabrics: { bill } }: SystemModel,
  compute: FabricCounts['compute'],
  scalableUnits: number,
): string | undefined {
  if (bill?.value.scalableUnits !== scalableUnits) return undefined
  const without = compute.systemCables + (compute.leafSpineCables ?? 0) + (compute.spineCoreCables ?? 0)
  const both = `which makes ${without} compute cables; its switch table counts them, which makes ${without + compute.managerCables}`
  return `the bill of ${bill.source.key} leaves these out, ${both}`
}
