import { counted, didYouMean, type Finding, printedPower, wordList } from '#core'
import { elevations } from '../physical/elevations.ts'
import type { RackElevation } from '../physical/rack-elevation.ts'
import type { PodModel } from '../pod-model.ts'

/** Racks that cannot be built: too tall, too hungry, unlike the reference architecture, or two in one place. */
export function rackFindings(model: PodModel): Finding[] {
  const racks = elevations(model)
  return [
    ...rackPower(racks, model),
    ...rackHeight(racks, model),
    ...rackSize(model),
    ...unknownRacks(racks, model),
    ...takenPlaces(racks, model),
    ...sitePower(model),
  ]
}

// racks of one pod are alike, so the first one speaks for all
function rackPower(racks: readonly RackElevation[], model: PodModel): Finding[] {
  const over = racks.filter(({ powerW, drawW }) => powerW !== undefined && drawW > powerW)
  const [first] = over
  if (first?.powerW === undefined) return []
  const { generation } = model
  const systemW = generation.maxPowerW.value
  const systems = first.items.filter(({ kind }) => kind === 'system').length
  const most = systemW === undefined ? 0 : Math.floor(first.powerW / systemW)
  // what the reference architecture does not have would be the next finding
  const fits = Math.max(0, ...generation.rack.systemsPerRack.value.filter((each) => each <= most))
  return [
    {
      code: 'rack/power-exceeded',
      severity: 'error',
      path: 'racks.powerW',
      message: `${several(over)} would draw ${printedPower(first.drawW)} (${systems} × ${generation.generation}), but may draw ${printedPower(first.powerW)}`,
      remedy: `${fits > 0 ? `place at most ${counted(fits, 'system')} in a rack, or ` : ''}raise powerW to ${first.drawW}`,
    },
  ]
}

function rackHeight(racks: readonly RackElevation[], model: PodModel): Finding[] {
  const over = racks.filter((rack) => neededU(rack) > rack.heightU)
  const [first] = over
  if (!first) return []
  const needed = neededU(first)
  const systems = first.items.filter(({ kind }) => kind === 'system').length
  return [
    {
      code: 'rack/height-exceeded',
      severity: 'error',
      path: model.systemsPerRack > 1 ? 'racks.systemsPerRack' : 'racks.heightU',
      message: `${several(over)} would need ${counted(needed, 'rack unit')} for ${counted(systems, 'system')} and what is beside them, but has ${first.heightU}`,
      remedy: `place fewer systems in a rack, or raise heightU to ${needed}`,
    },
  ]
}

/** Rack units of all things in a rack whose height is known. */
function neededU({ items }: RackElevation): number {
  return items.reduce((sum, { heightU = 0 }) => sum + heightU, 0)
}

function rackSize({ systemsPerRack, generation }: PodModel): Finding[] {
  const { value: allowed, source } = generation.rack.systemsPerRack
  if (allowed.includes(systemsPerRack)) return []
  return [
    {
      code: 'rack/systems-unsupported',
      severity: 'error',
      path: 'racks.systemsPerRack',
      message: `${counted(systemsPerRack, 'system')} in a rack, but the reference architecture of ${generation.generation} (${source.key}) has ${wordList(allowed.map(String))}`,
      remedy: `write ${wordList(allowed.map(String))}`,
    },
  ]
}

function unknownRacks(racks: readonly RackElevation[], { rackPlaces, name: pod }: PodModel): Finding[] {
  const known = racks.map(({ name }) => name)
  return Object.keys(rackPlaces)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const near = didYouMean(name, known)
      return {
        code: 'rack/unknown',
        severity: 'error' as const,
        path: `racks.places.${name}`,
        message: `a place for ${name}, but no rack is called so; racks are ${known[0]} to ${known.at(-1)}`,
        remedy: near
          ? `write ${near}, or another name that \`superpod show ${pod} racks\` lists`
          : `take a name that \`superpod show ${pod} racks\` lists`,
      }
    })
}

function takenPlaces(racks: readonly RackElevation[], { rackPlaces }: PodModel): Finding[] {
  const owners = new Map<string, string>()
  return racks.flatMap(({ name, row, column }) => {
    const place = `${row}${column}`
    const owner = owners.get(place)
    owners.set(place, owner ?? name)
    if (owner === undefined) return []
    const moved = rackPlaces[name] === undefined ? owner : name
    const other = moved === name ? owner : name
    return [
      {
        code: 'rack/place-taken',
        severity: 'error' as const,
        path: `racks.places.${moved}`,
        message: `rack ${moved} is put in place ${place}, but rack ${other} stands there`,
        remedy: `give one of the two a place of its own, or move ${other} too`,
      },
    ]
  })
}

function sitePower({ power: { siteW, systemsW, leftW } }: PodModel): Finding[] {
  if (siteW === undefined || systemsW === undefined || leftW === undefined || leftW >= 0) return []
  return [
    {
      code: 'site/power-exceeded',
      severity: 'error',
      path: 'site.powerW',
      message: `the systems alone would draw ${printedPower(systemsW)}, but the site gives ${printedPower(siteW)}`,
      remedy: `raise powerW to ${systemsW} and what switches and cooling take, or build fewer systems`,
    },
  ]
}

function several(racks: readonly RackElevation[]): string {
  const first = racks[0]?.name
  return racks.length === 1 ? `rack ${first}` : `each of ${racks.length} racks, ${first} first,`
}
