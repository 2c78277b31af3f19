import { expect, test } from 'vitest'
import { Pod } from '#config'
import { podModel } from '#model'
import { page, pictureOf } from '#view'
import { anyPod, loadedAnyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'

const nobody = { site: {}, findings: [] }

test('the page of Gefion is one file below 3 MB that names no address but that of SVG itself', async () => {
  const { pod, ...loaded } = await loadedGefion()
  const text = page(pictureOf(podModel({ ...loaded, pod })), { site: pod?.site ?? {}, findings: [] })
  expect(Buffer.byteLength(text)).toBeLessThan(3_000_000)
  expect([...new Set(text.match(/\b(?:https?:)?\/\/[\w.-]+\.[a-z]{2,}[^'"\s]*/g))]).toEqual([
    'http://www.w3.org/2000/svg',
  ])
  expect(text).not.toMatch(/<(?:link|script|img)[^>]* (?:src|href)="(?!data:,)/)
})

test('its first screen says what is published, derived, ours and open', async () => {
  const { pod, ...loaded } = await loadedGefion()
  const text = page(pictureOf(podModel({ ...loaded, pod })), { site: pod?.site ?? {}, findings: [] })
  const first = text.slice(0, text.indexOf('<main'))
  for (const words of [
    '1,528 NVIDIA H100 GPUs, Quantum-2 InfiniBand (GEF-NEWS, T)',
    '191 systems: 6 × 32, less the place of the fabric manager',
    'floor plan, racks of 48U, and what stands in which rack unit',
    'the eight tenants, their names and their shares are illustrative',
    'maker and capacity of the storage',
    'switches and ports of the storage, in-band and out-of-band fabrics',
  ]) {
    expect(first).toContain(words)
  }
})

test('whatever a person wrote is text, and never markup', () => {
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })
  const attack = '</script><img src=x onerror=alert(1)>'
  const pod = Pod.parse({
    name: 'tiny',
    title: attack,
    site: { operator: attack, published: { attack } },
    systems: { generation: 'dgx-h100', scalableUnits: 1, state: { su1: { state: 'failed', reason: attack } } },
  })
  const text = page(pictureOf(podModel({ ...loaded, pod })), {
    site: pod.site,
    findings: [{ code: 'a/b', severity: 'info', path: attack, message: attack, remedy: attack }],
  })
  expect(text).not.toContain('<img')
  expect(text.match(/<\/script>/g)).toHaveLength(2)
})

test('a second page of the same pod is the same, to the byte', () => {
  const made = () => page(pictureOf(anyPod({ generation: 'dgx-b200', scalableUnits: 2 })), nobody)
  expect(made()).toBe(made())
})

test('findings that config insists on are shown with their reason', () => {
  const loaded = loadedAnyPod({ generation: 'dgx-h100', scalableUnits: 1 })
  const allow = { 'rack/power-exceeded': 'the site has tested it' }
  const pod = Pod.parse({ name: 'tiny', systems: { generation: 'dgx-h100', scalableUnits: 1 }, allow })
  expect(page(pictureOf(podModel({ ...loaded, pod })), nobody)).toContain('(allowed) the site has tested it')
})

test('the table of tenants says who is suspended, and whom to ask and charge where a tenant says so', () => {
  const gpus = { guaranteed: 8, burst: 8 }
  const made = (more: Readonly<Record<string, unknown>>) =>
    page(
      pictureOf(
        anyPod({ generation: 'dgx-h100', scalableUnits: 1 }, { tenants: { ada: { gpus, ...more }, bob: { gpus } } }),
      ),
      nobody,
    )
  const text = made({ contact: 'ada@example.org', costCentre: '4711', state: 'suspended' })
  for (const words of ['cost centre', '4711', 'contact', 'ada@example.org', ', suspended']) {
    expect(text).toContain(words)
  }
  expect(made({})).not.toContain('cost centre')
})
