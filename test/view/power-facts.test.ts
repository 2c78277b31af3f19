import { expect, test } from 'vitest'
import { Pod } from '#config'
import { podModel } from '#model'
import { drawingFiles, page, pictureOf } from '#view'
import { powerFacts } from '../../view/drawings/power.ts'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'

function factsOf(generation: string): Record<string, string> {
  return Object.fromEntries(powerFacts(pictureOf(anyPod({ generation, scalableUnits: 1 }))))
}

test('power says what it counts, and what draws beside that', () => {
  expect(factsOf('dgx-h100')).toMatchObject({
    'all systems, at most': '316.2 kW',
    'switches and management nodes': 'not published; they come on top',
  })
  expect(factsOf('dgx-gb200')).toMatchObject({
    'all racks with systems, at most': '1.2 MW',
    'network and management racks': 'not published; they come on top',
  })
})

test('what the site gives is for config to say, and what is left is for all that is not counted', () => {
  expect(factsOf('dgx-h100')['the site gives']).toBe('not said: config has no site.powerW')
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })
  const systems = { generation: 'dgx-h100', scalableUnits: 1 }
  const pod = Pod.parse({ name: 'tiny', systems, site: { powerW: 400_000 } })
  expect(powerFacts(pictureOf(podModel({ ...loaded, pod })))).toContainEqual([
    'left',
    '83.8 kW, for all that is not counted',
  ])
})

test('feeds that may fail are PDUs or power shelves, by how many supplies are needed', () => {
  expect(factsOf('dgx-h100').feeds).toBe(
    '3 PDUs a rack; a system at its most needs 4 of its 6 supplies, which the vendor writes 4+2, so 1 PDU may fail at once',
  )
  expect(factsOf('dgx-b200').feeds).toMatch(/needs 5 of its 6 .* 5\+1, so no PDU may fail$/)
  expect(factsOf('dgx-gb300').feeds).toBe(
    '8 power shelves a rack; a full rack needs 5 of them, so 3 power shelves may fail at once',
  )
  expect(factsOf('dgx-rubin-nvl8').feeds).toBe('not published')
})

test('a pod without tenants says how to make one, and has no empty table', () => {
  const text = page(pictureOf(anyPod({ generation: 'dgx-b200', scalableUnits: 1 })), { site: {}, findings: [] })
  expect(text).toContain('No tenants yet')
  expect(text).not.toContain('Tenants: guaranteed')
})

test('a fabric whose switches are open invites nobody to follow its cables', () => {
  const made = (generation: string) =>
    page(pictureOf(anyPod({ generation, scalableUnits: 1 })), { site: {}, findings: [] })
  expect(made('dgx-rubin-nvl8')).toContain('No cables are drawn')
  expect(made('dgx-b300-xdr')).toContain('its cables light up')
})

test('the name of a switch of four rack units is in it, on one line where three would not fit', () => {
  const files = drawingFiles(pictureOf(anyPod({ generation: 'dgx-gb300', scalableUnits: 1 })))
  const racks = [...files].flatMap(([name, content]) => (name.startsWith('racks-') ? [content] : [])).join('')
  expect(racks).toMatch(/<text[^>]*>su1-rail0-leaf-1<\/text>/)
  expect(racks).not.toMatch(/<text[^>]*>rail0<\/text>/)
})
