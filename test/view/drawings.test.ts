import { describe, expect, test } from 'vitest'
import { generations } from '#catalog'
import { Pod } from '#config'
import { computeSwitches, elevations, type PodModel, podModel } from '#model'
import { drawingFiles, pictureOf } from '#view'
import { dark, light, type Scheme } from '../../view/drawings/palette.ts'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'

/** How often a piece of markup is in a drawing. */
function count(text: string | undefined, piece: string | RegExp): number {
  return (text ?? '').match(new RegExp(piece, 'g'))?.length ?? 0
}

function rackFiles(files: ReadonlyMap<string, string>): string {
  return [...files].flatMap(([name, content]) => (name.startsWith('racks-') ? [content] : [])).join('')
}

function expectWholeModel(model: PodModel): void {
  const files = drawingFiles(pictureOf(model))
  for (const [name, content] of files) expect(content, name).not.toMatch(/NaN|Infinity|undefined/)
  const racks = elevations(model)
  const plan = files.get('floor-plan.svg')
  expect(count(plan, 'class="sys')).toBe(model.systems.length)
  expect(count(plan, '<a href=')).toBe(racks.length)
  expect(count(rackFiles(files), 'class="sys')).toBe(model.systems.length)
  expect(count(rackFiles(files), 'class="rack"')).toBe(racks.length)
  const fabric = files.get('fabric.svg')
  expect(count(fabric, 'class="sys')).toBe(model.systems.length)
  expect(count(fabric, 'class="switch"')).toBe(computeSwitches(model).length)
}

describe('the drawings hold every rack, system and switch of the model', () => {
  test.each(Object.keys(generations))('of one and two units of %s', (generation) => {
    expectWholeModel(anyPod({ generation, scalableUnits: 1 }))
    expectWholeModel(anyPod({ generation, scalableUnits: 2, count: 5 }))
  })

  test('of Gefion', async () => {
    expectWholeModel(podModel(await loadedGefion()))
  })

  test('of 64 units with a tier of cores', () => {
    expectWholeModel(anyPod({ generation: 'dgx-h100', scalableUnits: 64 }))
  })
})

test('a pod of which another scheduler keeps everything is drawn all the same', () => {
  const systems = { generation: 'dgx-h100', scalableUnits: 1, state: { su1: { state: 'outside', reason: 'Slurm' } } }
  const loaded = loadedAnyPod(systems)
  expectWholeModel(
    podModel({ ...loaded, pod: Pod.parse({ name: 'tiny', systems, racks: { places: { 'su1-r02': 'c7' } } }) }),
  )
})

test('what no source gives is said to be not published, and has no box', () => {
  const files = drawingFiles(pictureOf(anyPod({ generation: 'dgx-rubin-nvl8', scalableUnits: 1 })))
  expect(files.get('fabric.svg')).toContain('leaves and spines of DGX Rubin NVL8: not published')
  expect(count(files.get('fabric.svg'), 'class="switch"')).toBe(0)
})

test('switches that share a rail are told apart by its number and their own', () => {
  const fabric = (generation: string) =>
    drawingFiles(pictureOf(anyPod({ generation, scalableUnits: 1 }))).get('fabric.svg') ?? ''
  expect(fabric('dgx-gb300')).toMatch(/<text[^>]*>3\.2<\/text>/)
  expect(fabric('dgx-h100')).not.toMatch(/<text[^>]*>\d\.\d<\/text>/)
})

test('a second drawing of the same pod is the same, to the byte', () => {
  const drawn = () => [...drawingFiles(pictureOf(anyPod({ generation: 'dgx-gb200', scalableUnits: 1 })))]
  expect(drawn()).toEqual(drawn())
})

describe.each(Object.entries({ light, dark }))('in the %s scheme', (_, scheme) => {
  test('text has a contrast of 4.5:1 on everything that it stands on', () => {
    for (const ground of grounds(scheme)) expect(contrast(scheme.ink, ground)).toBeGreaterThanOrEqual(4.5)
    for (const text of [scheme.soft, scheme.accent]) {
      for (const ground of [scheme.paper, scheme.panel]) expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('lines have a contrast of 3:1 to both sides', () => {
    for (const { fill, line } of [scheme.shared, scheme.device, scheme.outage, ...scheme.tones]) {
      expect(contrast(line, fill)).toBeGreaterThanOrEqual(3)
      expect(contrast(line, scheme.paper)).toBeGreaterThanOrEqual(3)
    }
  })
})

function grounds({ paper, panel, shared, device, outage, tones }: Scheme): string[] {
  return [paper, panel, ...[shared, device, outage, ...tones].map(({ fill }) => fill)]
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
