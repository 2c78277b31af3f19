import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cabling, computeSwitches, elevations, type PodModel, podModel } from '#model'
import { drawingFiles, page as pageOf, pictureOf } from '#view'
import { anyPod } from '../kit/any-pod.ts'
import { loadedGefion } from '../kit/gefion.ts'
import { chromiumProgram, opened, type Visit, visit } from './kit/browser.ts'

const folder = mkdtempSync(join(tmpdir(), 'superpod-pages-'))
const file = join(folder, 'gefion.html')
let model: PodModel
let there: Visit
let page: Page

beforeAll(async () => {
  const loaded = await loadedGefion()
  model = podModel(loaded)
  writeFileSync(file, pageOf(pictureOf(model), { site: loaded.pod?.site ?? {}, findings: [] }))
  if (chromiumProgram === undefined) return
  there = await visit({ viewport: { width: 1280, height: 800 } })
  page = await opened(there, file)
})

afterAll(async () => {
  await there?.close()
  rmSync(folder, { recursive: true })
})

/** What a browser counts or reads, in its own words. */
async function read<Value>(where: Page, expression: string): Promise<Value> {
  return await where.evaluate<Value>(expression)
}

const focused = "(document.activeElement.getAttribute('href') ?? document.activeElement.id)"

describe.skipIf(chromiumProgram === undefined)('in a browser (needs chromium)', { timeout: 120_000 }, () => {
  test('what is drawn is what the model has', async () => {
    const racks = elevations(model)
    const switches = computeSwitches(model)
    expect(await page.locator('#floor-plan a').count()).toBe(racks.length)
    expect(await page.locator('#floor-plan .sys').count()).toBe(model.systems.length)
    expect(await page.locator('#racks .rack').count()).toBe(racks.length)
    expect(await page.locator('#racks .sys').count()).toBe(model.systems.length)
    expect(await page.locator('#compute-fabric .sys').count()).toBe(model.systems.length)
    expect(await page.locator('#compute-fabric .switch').count()).toBe(switches.length)
    for (const { name } of [...racks, ...model.systems, ...switches]) {
      expect(await read(page, `document.querySelectorAll('#${name}').length`), name).toBe(1)
    }
    const tenants = await page.locator('#capacity .tables').first().locator('tbody tr').allInnerTexts()
    expect(tenants.map((row) => row.split('\t')[0]?.split(/\s/).at(-1))).toEqual(model.tenants.map(({ name }) => name))
  })

  test('the tables hold what the drawings show, and are made when somebody opens them', async () => {
    expect(await page.locator('[data-table] table').count()).toBe(0)
    const counts = { racks: elevations(model).length, systems: 191, switches: computeSwitches(model).length }
    for (const [name, count] of Object.entries(counts)) {
      const details = page.locator(`[data-table=${name}]`)
      await details.locator('summary').click()
      await expect.poll(() => details.locator('tbody tr').count()).toBe(count)
      await details.locator('summary').click()
    }
  })

  test('a system that is pointed at shows its rails', async () => {
    const name = 'su2-r03-s2'
    const leaves = cabling(model).cables.flatMap(({ from, to }) => (from.device === name ? [to.device] : []))
    expect(leaves).toHaveLength(8)
    await page.locator(`#compute-fabric a[href="#${name}"]`).hover()
    const lines = await read<string>(page, "document.querySelector('#fabric-lines .lines').getAttribute('d')")
    expect(lines.match(/M/g)).toHaveLength(8)
    const lit = await read<string[]>(
      page,
      "[...document.querySelectorAll('#fabric-lines, .switch.lit')].map((each) => each.id)",
    )
    expect(lit).toEqual(expect.arrayContaining(leaves))
    const status = await page.locator('#fabric-status').innerText()
    for (const [rail, leaf] of leaves.entries()) expect(status).toContain(`rail ${rail} → ${leaf}`)
  })

  test('everything can be reached and read by keyboard alone', async () => {
    const fresh = await opened(there, file)
    await fresh.keyboard.press('Tab')
    expect(await read(fresh, focused)).toBe('#main')
    await fresh.keyboard.press('/')
    await fresh.keyboard.type('su3-r02-s2')
    await fresh.keyboard.press('Enter')
    await fresh.locator('#panel-title', { hasText: 'su3-r02-s2' }).waitFor()
    expect(await read(fresh, focused)).toBe('panel-title')
    expect(await fresh.locator('#panel tbody tr').count()).toBe(8)
    await fresh.keyboard.press('Escape')
    expect(await fresh.locator('#panel').isVisible()).toBe(false)
    expect(await read(fresh, focused)).toBe('#su3-r02-s2')

    await fresh.locator('#compute-fabric a[tabindex="0"]').focus()
    expect(await read(fresh, focused)).toBe('#su1-leaf-1')
    await fresh.keyboard.press('ArrowRight')
    expect(await read(fresh, focused)).toBe('#su1-leaf-2')
    await fresh.keyboard.press('ArrowDown')
    expect(await read(fresh, focused)).toMatch(/^#su1-r0\d-s4$/)
    expect(await fresh.locator('#fabric-status').innerText()).toContain('rail 7 → su1-leaf-8')
    await fresh.keyboard.press('Enter')
    expect(await fresh.locator('#panel-title').innerText()).toMatch(/^su1-r0\d-s4$/)
    await fresh.keyboard.press('Escape')
    expect(await read(fresh, focused)).toMatch(/^#su1-r0\d-s4$/)
    await fresh.close()
  })

  test('each drawing is one stop of the Tab key', async () => {
    const stops =
      "[...document.querySelectorAll('main svg')].map((drawing) => drawing.querySelectorAll('a[tabindex=\"0\"]').length)"
    expect(new Set(await read<number[]>(page, stops))).toEqual(new Set([0, 1]))
  })

  test.each(['su4-r05', 'su4-r05-s3', 'su6-leaf-7', 'spine-32', 'fabric-manager'])(
    'the address of %s shows it',
    async (name) => {
      const fresh = await opened(there, file, `#${name}`)
      expect(await fresh.locator('#panel-title').innerText()).toBe(name)
      await expect
        .poll(() => read(fresh, `document.getElementById('${name}').getBoundingClientRect().top < innerHeight`))
        .toBe(true)
      await fresh.close()
    },
  )

  test('every link of a drawing has a name for those who cannot see it, and no id is there twice', async () => {
    const nameless =
      "[...document.querySelectorAll('svg a')].filter((link) => !link.querySelector('title')?.textContent).length"
    expect(await read(page, nameless)).toBe(0)
    const twice =
      "[...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)"
    expect(await read(page, twice)).toEqual([])
    const broken =
      "[...document.querySelectorAll('[aria-labelledby], [aria-describedby], [aria-controls]')].flatMap((each) => ['aria-labelledby', 'aria-describedby', 'aria-controls'].map((key) => each.getAttribute(key))).filter((id) => id && id !== 'panel-title' && !document.getElementById(id))"
    expect(await read(page, broken)).toEqual([])
  })

  test.each(['light', 'dark'] as const)('text can be read on its ground in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    const low = await read<string[]>(page, faintTexts)
    await page.emulateMedia({ colorScheme: null })
    expect(low).toEqual([])
  })

  test.each([1280, 390])('at %i pixels nothing makes the page scroll sideways', async (width) => {
    await page.setViewportSize({ width, height: 800 })
    const wide = await read(page, 'document.documentElement.scrollWidth')
    await page.setViewportSize({ width: 1280, height: 800 })
    expect(wide).toBe(width)
  })

  test('on paper it is light, without bar and panel, in a dozen pages', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await read(page, 'getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    expect(await page.locator('.bar').isVisible()).toBe(false)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    await page.emulateMedia({ media: null, colorScheme: null })
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(4)
    expect(pages).toBeLessThanOrEqual(14)
  })

  test('the drawings are sound SVG files of their own', async () => {
    for (const [name, content] of drawingFiles(pictureOf(model))) {
      writeFileSync(join(folder, name), content)
      const drawing = await opened(there, join(folder, name))
      expect(await read(drawing, 'document.documentElement.nodeName'), name).toBe('svg')
      expect(await drawing.locator('parsererror').count(), name).toBe(0)
      await drawing.close()
    }
  })

  test('2,047 systems stay smooth: pointing, walking and searching answer at once', async () => {
    const big = join(folder, 'big.html')
    writeFileSync(
      big,
      pageOf(pictureOf(anyPod({ generation: 'dgx-h100', scalableUnits: 64 })), { site: {}, findings: [] }),
    )
    const fresh = await opened(there, big)
    expect(await fresh.locator('#compute-fabric .sys').count()).toBe(2047)
    const times = await read<Record<string, number>>(fresh, answerTimes)
    await fresh.close()
    for (const [what, ms] of Object.entries(times)) expect(ms, what).toBeLessThan(200)
  })

  test('nothing was said on the console, and nothing left the machine', () => {
    expect(there.problems).toEqual([])
    expect(there.requests.filter((address) => !address.startsWith('data:'))).toEqual([])
  })
})

/** Texts of the page whose contrast is below 4.5:1, or below 3:1 where they are large. */
const faintTexts = `(() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number)
  const light = (color) => parts(color).slice(0, 3).map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0)
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const color = getComputedStyle(each).backgroundColor
      if ((parts(color)[3] ?? 1) > 0) return color
    }
    return 'rgb(255, 255, 255)'
  }
  const faint = []
  for (const element of document.querySelectorAll('body *:not(svg *)')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue
    if (element.closest('script, [hidden]') || !element.getClientRects().length) continue
    const { color, fontSize } = getComputedStyle(element)
    const [low, high] = [light(color), light(ground(element))].sort((a, b) => a - b)
    const ratio = (high + 0.05) / (low + 0.05)
    if (ratio < (parseFloat(fontSize) >= 24 ? 3 : 4.5)) faint.push(element.textContent.trim().slice(0, 30) + ' ' + ratio.toFixed(1))
  }
  return faint
})()`

/** How long the page takes to answer a person, in ms: the shortest of three times, for the machine may be busy. */
const answerTimes = `(() => {
  const best = (work) => Math.min(...[0, 1, 2].map(() => { const start = performance.now(); work(); return performance.now() - start }))
  const system = document.querySelector('#compute-fabric a[href="#su30-r04-s2"]')
  const leaf = document.querySelector('#su30-leaf-3')
  const box = document.getElementById('search')
  return {
    pointing: best(() => system.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))),
    leaf: best(() => leaf.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))),
    walking: best(() => { system.focus(); system.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true })) }),
    searching: best(() => { box.value = 'su30-r'; box.dispatchEvent(new Event('input', { bubbles: true })) }),
    choosing: best(() => system.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))),
  }
})()`
