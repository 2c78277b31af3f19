import type { PublishedBill, PublishedCables, Source, SupportFabric } from '#catalog'
import type { PodModel } from '../pod-model.ts'
import type { FabricName } from './cable.ts'
import { type BilledCount, billLine, type CableBillLine } from './cable-bill-line.ts'

/** Lines of the in-band, out-of-band and storage fabrics: those of systems at any size, all others as far as published. */
export function supportLines(pod: PodModel): CableBillLine[] {
  const bill = pod.generation.supportFabrics.bill
  if (!bill) return systemLines(pod)
  if (bill.value.scalableUnits === pod.scalableUnits.length) return publishedLines(pod, bill.value, bill.source)
  const open = `the bill of ${bill.source.key} is for ${bill.value.scalableUnits} scalable units only`
  const rest = (['in-band', 'out-of-band', 'storage'] as const).map((fabric) =>
    billLine(fabric, 'all others', { open }),
  )
  return [...systemLines(pod), ...rest]
}

function systemLines({ generation, systems }: PodModel): CableBillLine[] {
  const { storage, inBand, outOfBand } = generation.supportFabrics
  const line = (name: FabricName, { linksPerSystem: links, linkGbps }: SupportFabric) => {
    const counted: BilledCount =
      links.value === undefined ? { open: links.open } : { count: systems.length * links.value, source: links.source }
    return billLine(name, 'systems', counted, linkGbps && { gbps: linkGbps.value })
  }
  return [line('in-band', inBand), line('out-of-band', outOfBand), line('storage', storage)]
}

function publishedLines(pod: PodModel, bill: PublishedBill, source: Source): CableBillLine[] {
  const { fabric, managementNodes, generation } = pod
  const [systemsInBand, systemsOutOfBand] = systemLines(pod)
  const sum = (count: number | undefined): BilledCount => ({ count: count ?? 0, source: { ...source, grade: 'D' } })
  const as =
    (name: FabricName, note?: string) =>
    ({ what, count, gbps }: PublishedCables) =>
      billLine(name, what, { count, source }, { gbps, note })
  const { compute, storage, inBand, outOfBand } = fabric
  const infiniBand = (compute.leafSwitches ?? 0) + (compute.spineSwitches ?? 0) + (storage.switches ?? 0)
  const pdus = pod.racks.length * (generation.rack.pdus.value ?? 0) + bill.otherPdus
  const slow = { gbps: 1 }
  return [
    ...(systemsInBand ? [systemsInBand] : []),
    billLine('in-band', 'management nodes', sum(managementNodes.length * bill.linksPerManagementNode)),
    ...bill.inBand.map(as('in-band')),
    ...(systemsOutOfBand ? [systemsOutOfBand] : []),
    billLine('out-of-band', 'InfiniBand switches', sum(infiniBand), slow),
    billLine(
      'out-of-band',
      'management nodes and fabric managers',
      sum(managementNodes.length + bill.fabricManagers),
      slow,
    ),
    billLine('out-of-band', 'in-band switches', sum(inBand.switches), slow),
    billLine('out-of-band', 'PDUs', sum(pdus), slow),
    billLine('out-of-band', 'fabric managers back to back', { count: bill.managersBackToBack, source }, slow),
    billLine('out-of-band', 'uplinks to in-band', sum((outOfBand.switches ?? 0) * bill.uplinksPerOutOfBandSwitch), {
      gbps: bill.outOfBandUplinkGbps,
    }),
    ...bill.storage.map(as('storage', 'depends on the storage that is bought')),
  ]
}
