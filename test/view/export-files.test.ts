import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { generations } from '#catalog'
import { addressPlan, cabling, elevations, type PodModel, podModel } from '#model'
import { run } from '#tools'
import { csv } from '../../view/export/csv.ts'
import { exports } from '../../view/export/exports.ts'
import { physicalPlan } from '../../view/export/physical-plan.ts'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'
import { searchPath } from '../kit/superpod.ts'

type Row = Record<string, string>

const every = Object.keys(generations)
const tables = Object.keys(exports).filter((name) => !['topograph', 'authentication', 'audit'].includes(name))

/** A file, made anew. */
function made(model: PodModel, name: string): string {
  const content = exports[name]?.(physicalPlan(model)).content
  if (content === undefined) throw new Error(`there is no file ${name}`)
  return content
}

/** Rows of a file as another library reads them: strictly, every row as long as the header. */
function rowsOf(model: PodModel, name: string): Row[] {
  return parse(made(model, name), { columns: true, record_delimiter: '\n' }) as Row[]
}

/** A cell of a number that may be open, or of what may not apply. */
const open = (value: string | number | undefined) => String(value ?? 'not published')
const given = (value: string | number | undefined) => String(value ?? '')

test('what the file of cables has, and what it cannot have, is told when it is written', () => {
  const size = (generation: string) => exports.cabling?.(physicalPlan(anyPod({ generation, scalableUnits: 1 }))).size
  expect(size('dgx-h100')).toBe('508 links')
  expect(size('dgx-gb300')).toBe('576 links; leaf-spine cables are not published')
  expect(size('dgx-rubin-nvl8')).toBe('0 links; system-leaf and leaf-spine cables are not published')
})

test.each(every)('every cable of %s is in the file, with both its ends', (generation) => {
  const model = anyPod({ generation, scalableUnits: 2 })
  const rows = rowsOf(model, 'cabling')
  expect(rows).toEqual(
    cabling(model).cables.map(({ from, to, ...cable }) => ({
      label: cable.label,
      part_of: given(cable.partOf),
      fabric: cable.fabric,
      kind: cable.kind,
      link_gbps: String(cable.gbps),
      length_class: cable.lengthClass,
      plane: given(cable.plane),
      rail: given(cable.rail),
      from_rack: from.rack,
      from_u: open(from.u),
      from_device: from.device,
      from_port: from.port,
      to_rack: to.rack,
      to_u: open(to.u),
      to_device: to.device,
      to_port: to.port,
    })),
  )
  const ends = rows.flatMap((row) => [`${row.from_device} ${row.from_port}`, `${row.to_device} ${row.to_port}`])
  expect(new Set(ends).size).toBe(ends.length)
})

test.each(every)('every item of every rack of %s is in the file, and what is unknown is not 0', (generation) => {
  const model = anyPod({ generation, scalableUnits: 1 })
  const rows = rowsOf(model, 'racks')
  const items = elevations(model).flatMap((rack) => rack.items.map((item) => ({ rack, item })))
  expect(rows.map(({ rack, item, u, height_u, power_w }) => ({ rack, item, u, height_u, power_w }))).toEqual(
    items.map(({ rack, item }) => ({
      rack: rack.name,
      item: item.name,
      u: open(item.u),
      height_u: open(item.heightU),
      power_w: open(item.powerW),
    })),
  )
  expect(rows.flatMap((row) => Object.values(row)).filter((cell) => cell === '0')).toEqual([])
  expect(rows.filter(({ kind }) => kind === 'system').map(({ item }) => item)).toEqual(
    model.systems.map(({ name }) => name),
  )
})

test('a system out of service keeps its place, its state and its serial number in the rack plan', () => {
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })
  const state = { 'su1-r02-s1': { state: 'rma' as const, reason: 'a GPU fell off the bus', since: '2026-11-02' } }
  const pod = loaded.pod && { ...loaded.pod, systems: { ...loaded.pod.systems, state } }
  const inventory = { 'su1-r02-s1': { serial: '1660123456789', guids: { ibp24s0: '946d:ae03:0000:0001' }, macs: {} } }
  const model = podModel({ ...loaded, ...(pod ? { pod } : {}), inventory })
  const [row] = rowsOf(model, 'racks').filter(({ item }) => item === 'su1-r02-s1')
  expect(row).toMatchObject({ rack: 'su1-r02', u: '1', state: 'rma', serial: '1660123456789' })
  const rail = rowsOf(model, 'addresses').find(({ guid }) => guid !== '')
  expect(rail).toMatchObject({ device: 'su1-r02-s1', network: 'rail0', guid: '946d:ae03:0000:0001', mac: '' })
})

test.each(every)('every address of %s is in the file, inside its range', (generation) => {
  const model = anyPod({ generation, scalableUnits: 1 })
  const rows = rowsOf(model, 'addresses')
  expect(rows.map(({ host, device, network, ipv4, ipv6 }) => ({ host, device, network, ipv4, ipv6 }))).toEqual(
    addressPlan(model).map((address) => ({ ...address, ipv4: given(address.ipv4), ipv6: given(address.ipv6) })),
  )
  for (const { ipv4 = '', ipv4_range = '' } of rows) expect(inside(ipv4, ipv4_range)).toBe(true)
})

test.each(every)('the bill of %s adds up to the model, and what no source counts is never 0', (generation) => {
  for (const scalableUnits of [1, 4, 16]) {
    const model = anyPod({ generation, scalableUnits })
    const rows = rowsOf(model, 'materials')
    const { compute } = model.fabric
    expect(total(rows, 'system', generations[generation]?.title ?? '')).toBe(model.systems.length)
    expect(total(rows, 'switch', 'compute leaf')).toBe(compute.leafSwitches)
    expect(total(rows, 'switch', 'compute spine')).toBe(compute.spineSwitches)
    expect(total(rows, 'switch', 'compute core')).toBe(compute.coreSwitches || undefined)
    expect(total(rows, 'cable', 'compute: systems to leaves')).toBe(compute.systemCables)
    expect(total(rows, 'cable', 'compute: fabric manager to leaves')).toBe(compute.managerCables || undefined)
    expect(total(rows, 'cable', 'compute: leaves to spines')).toBe(compute.leafSpineCables)
    expect(total(rows, 'cable', 'compute: spines to cores')).toBe(compute.spineCoreCables || undefined)
    expect(rows.filter(({ quantity }) => !/^([1-9]\d*|not published)$/.test(quantity ?? ''))).toEqual([])
    // what is open says why
    expect(rows.filter(({ quantity, note }) => quantity === 'not published' && note === '')).toEqual([])
  }
})

test('every kind of cable whose ends are known is billed by length class', () => {
  for (const generation of every) {
    const model = anyPod({ generation, scalableUnits: 1 })
    const lengths = rowsOf(model, 'materials').filter(({ length_class }) => /^in-|^row/.test(length_class ?? ''))
    const cables = new Set(cabling(model).cables.map(({ partOf, label }) => partOf ?? label))
    expect(lengths.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(cables.size)
  }
})

test('the bill of four units of H100 has the published counts, and says why 2,040 and 2,044 are both right', () => {
  const rows = rowsOf(anyPod({ generation: 'dgx-h100', scalableUnits: 4 }), 'materials')
  const count = (category: string, item: string) => total(rows, category, item)
  expect(count('system', 'DGX H100')).toBe(127)
  expect(rows.filter(({ category }) => category === 'rack').map(({ quantity }) => quantity)).toEqual(['32', '4', '2'])
  expect(count('power', 'PDU of a rack with systems')).toBe(96)
  expect(count('power', 'PDU of a rack without systems')).toBe(12)
  expect(count('switch', 'storage switch')).toBe(16)
  expect(count('cable', 'out-of-band: PDUs')).toBe(108)
  expect(count('cable', 'out-of-band: uplinks to in-band')).toBe(16)
  const compute = rows.filter(({ category, item }) => category === 'cable' && item?.startsWith('compute: '))
  expect(compute.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(2044)
  const [manager] = compute.filter(({ item }) => item === 'compute: fabric manager to leaves')
  expect(manager).toMatchObject({ quantity: '4' })
  expect(manager?.note).toMatch(/leaves these out.*2040.*counts them.*2044/)
})

test.each(every)(
  'files of %s are the same on a second run: UTF-8 without a mark, line feeds, one at the end',
  (each) => {
    for (const name of Object.keys(exports)) {
      const content = made(anyPod({ generation: each, scalableUnits: 2 }), name)
      expect(content).toBe(made(anyPod({ generation: each, scalableUnits: 2 }), name))
      expect(content).toMatch(/[^\n]\n$/)
      expect(content).not.toMatch(/\r|^\uFEFF|undefined|NaN|\[object/)
    }
  },
)

test('a unit that is added changes no line of the units that are there', () => {
  const lines = (scalableUnits: number, name: string) =>
    made(anyPod({ generation: 'dgx-h100', scalableUnits, count: 64 }), name).split('\n')
  const after = new Set(lines(3, 'addresses'))
  expect(lines(2, 'addresses').filter((line) => !after.has(line))).toEqual([])
})

test('quotes, commas, line ends and what looks like a formula come back as they were', () => {
  const texts = ['a "b" c', 'a, b', 'a\nb', 'größer 2 × 200', ' kept ', '', '=1+1']
  const text = csv({ text: (each: string) => each, length: (each) => each.length }, texts)
  const read = parse(text, { columns: true }) as Row[]
  // a spreadsheet would run the last one
  expect(read.map((row) => row.text)).toEqual([...texts.slice(0, -1), "'=1+1"])
  expect(read.map((row) => row.length)).toEqual(texts.map(({ length }) => String(length)))
})

const python = searchPath
  .split(':')
  .map((folder) => join(folder, 'python3'))
  .find(existsSync)

test.skipIf(!python)('the csv module of Python reads the same rows (needs python3)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superpod-export-'))
  try {
    const model = podModel(await loadedGefion())
    for (const name of tables) {
      const file = join(folder, name)
      writeFileSync(file, made(model, name))
      const reader =
        'import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline=""), strict=True))))'
      const { stdout } = await run(python ?? '', ['-c', reader, file], { cwd: folder, env: { PYTHONUTF8: '1' } })
      expect(JSON.parse(stdout)).toEqual(rowsOf(model, name))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Sum of the quantities of one thing; undefined where it is open, or not there. */
function total(rows: readonly Row[], category: string, item: string): number | undefined {
  const own = rows.filter((row) => row.category === category && row.item === item)
  if (own.length === 0 || own.some(({ quantity }) => quantity === 'not published')) return undefined
  return own.reduce((sum, { quantity }) => sum + Number(quantity), 0)
}

function inside(address: string, range: string): boolean {
  const [base = '', prefix] = range.split('/')
  const size = 2 ** (32 - Number(prefix))
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size)
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0)
}
