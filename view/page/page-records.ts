import type { Cable, Outage } from '#model'
import { outageWords } from '../drawings/outage-sign.ts'
import type { Picture } from '../picture.ts'
import type { CableRecord, PageData, RackRecord, SystemRecord } from './page-data.ts'

/** The data of the page. */
export function pageData(picture: Picture): PageData {
  const { model, keys, switches, trunks, cables } = picture
  const numberOf = new Map(switches.map(({ name }, index) => [name, index]))
  return {
    linkWord: picture.linkWord,
    gpus: model.generation.gpu.count,
    powerW: model.generation.maxPowerW.value,
    keys: [...keys.values()],
    tenants: model.tenants.map(({ name, title }) => ({ name, title })),
    units: unitRecords(picture),
    racks: rackRecords(picture),
    systems: systemRecords(picture),
    switches: switches.map(({ name, tier, model: made, ports }) => ({ name, tier, model: made, ports })),
    cables: Object.fromEntries([...cables].map(([name, own]) => [name, own.map((each) => record(each, numberOf))])),
    addresses: addressRecords(picture),
    trunks: trunks.map(({ from, to, links }) => [numberOf.get(from) ?? 0, numberOf.get(to) ?? 0, links]),
  }
}

function unitRecords({ model, racks }: Picture): PageData['units'] {
  const rows = new Map(racks.filter(({ role }) => role === 'compute').map((rack) => [rack.scalableUnit, rack.row]))
  return model.scalableUnits.map((name) => ({ name, row: rows.get(name) ?? 'a' }))
}

function rackRecords({ racks }: Picture): RackRecord[] {
  return racks.map(({ name, role, scalableUnit, row, column, heightU, drawW, powerW, items }) => ({
    name,
    role,
    unit: scalableUnit,
    row,
    column,
    heightU,
    drawW,
    powerW,
    items: items.map((item) => [item.name, item.kind, item.u ?? 0, item.heightU ?? 0, item.powerW ?? 0]),
  }))
}

function systemRecords({ systems, keys }: Picture): SystemRecord[] {
  const names = [...keys.keys()]
  return [...systems.values()].map(({ system, key }) => ({
    name: system.name,
    unit: system.scalableUnit,
    rack: system.rack,
    u: system.u ?? 0,
    ...(keys.has(key.name) ? { key: names.indexOf(key.name) } : {}),
    ...(system.outage ? { outage: outageRecord(system.outage) } : {}),
  }))
}

/** Of what the page can show: systems, switches, the fabric manager. */
function addressRecords({ addresses, systems, switches, cables }: Picture): PageData['addresses'] {
  const shown = new Set([...systems.keys(), ...switches.map(({ name }) => name), ...cables.keys()])
  const known = [...addresses].filter(([device]) => shown.has(device))
  return Object.fromEntries(
    known.map(([device, own]) => [
      device,
      own.map(({ network, ipv4, ipv6 }) => [network, ipv4 ?? ipv6 ?? ''] as const),
    ]),
  )
}

function outageRecord({ state, since, reason, ticket }: Outage): string[] {
  return [outageWords[state], since ?? '', reason ?? '', ticket ?? '']
}

function record(
  { rail, plane, from, to, label, lengthClass }: Cable,
  numberOf: ReadonlyMap<string, number>,
): CableRecord {
  return [rail ?? -1, plane ?? 0, from.port, numberOf.get(to.device) ?? -1, to.port, label, lengthClass]
}
