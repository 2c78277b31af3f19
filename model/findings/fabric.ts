import type { SupportFabric, SystemModel } from '#catalog'
import { type Finding, wordList } from '#core'
import { fabricGaps } from '../fabric-gap.ts'
import type { PodModel } from '../pod-model.ts'

const path = 'systems.scalableUnits'

/** Fabrics that cannot be built, and what sources leave open of those that can. */
export function fabricFindings({ generation, scalableUnits }: PodModel): Finding[] {
  return [
    ...computeFindings(generation, scalableUnits.length),
    ...unpublishedTable(generation),
    ...supportFindings(generation, scalableUnits.length),
  ]
}

function computeFindings(generation: SystemModel, scalableUnits: number): Finding[] {
  return fabricGaps(generation, scalableUnits).map(({ kind, reason, mostUnits }) => ({
    code: kind === 'too-big' ? 'fabric/too-big' : 'fabric/open',
    severity: kind === 'too-big' ? 'error' : 'info',
    path,
    message: reason,
    ...(mostUnits === undefined ? {} : { remedy: `lower scalableUnits to ${mostUnits}, or describe several pods` }),
  }))
}

function unpublishedTable({ computeFabric }: SystemModel): Finding[] {
  const { unpublished } = computeFabric
  return unpublished === undefined
    ? []
    : [{ code: 'fabric/table-unpublished', severity: 'info', path: 'systems.generation', message: unpublished }]
}

// fabrics that are open for one reason are one finding
function supportFindings({ supportFabrics, title }: SystemModel, scalableUnits: number): Finding[] {
  const { storage, inBand, outOfBand } = supportFabrics
  const fabrics = { storage, 'in-band': inBand, 'out-of-band': outOfBand }
  const reasons = new Map<string, string[]>()
  for (const [name, fabric] of Object.entries(fabrics)) {
    const reason = openSwitches(fabric, scalableUnits)
    if (reason) reasons.set(reason, [...(reasons.get(reason) ?? []), name])
  }
  return [...reasons].map(([reason, names]) => ({
    code: 'fabric/support-open',
    severity: 'info',
    path,
    message: `switches of the ${wordList(names, 'and')} ${names.length > 1 ? 'fabrics' : 'fabric'} of ${title} are open: ${reason}`,
  }))
}

function openSwitches({ published }: SupportFabric, scalableUnits: number): string | undefined {
  if (published.value === undefined) return published.open
  if (published.value.scalableUnits === scalableUnits) return undefined
  return `${published.source.key} counts them for ${published.value.scalableUnits} scalable units only, and this pod has ${scalableUnits}`
}
