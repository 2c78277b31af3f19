// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Grafana's and Terraform's own template signs
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { dashboards, ObjectsRelease, objectsChart } from '#constructs'
import type { KubeObject } from '#core'
import { rendered } from '#render'
import { output } from '#tools'
import { observabilityObjects } from '../../kit/every-construct.ts'
import { jsonOf, resourceAt } from '../../kit/loose-stack.ts'
import { allRules } from '../../kit/platform-rules.ts'
import { compiledPromtool, judged } from '../../kit/promtool.ts'
import { compiledTools } from '../../kit/small-twin.ts'

const queries = dashboards.flatMap(({ name, panels }) =>
  panels.flatMap((panel) => panel.queries.map(({ expr }) => ({ page: name, panel: panel.title, expr }))),
)

interface GrafanaPage {
  readonly uid: string
  readonly templating: { readonly list: readonly { readonly name: string }[] }
  readonly panels: readonly {
    readonly id: number
    readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  }[]
}

const pages = observabilityObjects
  .filter(({ kind }) => kind === 'ConfigMap')
  .map((map) => JSON.parse(Object.values(map['data'] as Record<string, string>)[0] ?? '') as GrafanaPage)

describe('a page', () => {
  test('is there for the pod, a scalable unit and a tenant', () => {
    expect(pages.map(({ uid }) => uid)).toEqual(['superpod-pod', 'superpod-scalable-unit', 'superpod-tenant'])
  })

  test('has no two panels in one place, and none beyond its edge', () => {
    for (const { panels, uid } of pages) {
      const taken = new Set<string>()
      for (const { gridPos } of panels) {
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            expect(taken.has(`${x} ${y}`) || x >= 24, `${uid}: ${x} ${y}`).toBe(false)
            taken.add(`${x} ${y}`)
          }
        }
      }
    }
  })

  test('chooses whatever its queries leave open', () => {
    for (const [index, { templating }] of pages.entries()) {
      const open = queries
        .filter(({ page }) => page === dashboards[index]?.name)
        .flatMap(({ expr }) => [...expr.matchAll(/\$(\w+)/g)].map(([, name]) => name))
      const choices = templating.list.map(({ name }) => name)
      expect([...new Set(open)].filter((name) => name && !choices.includes(name))).toEqual([])
    }
  })

  test('reads no series of ours that no rule records', () => {
    const recorded = allRules.groups.flatMap(({ rules }) => rules.map(({ record }) => record))
    const read = queries.flatMap(({ expr }) => expr.match(/superpod:[a-z0-9_]+:[a-z0-9_]+/g) ?? [])
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter((series) => !recorded.includes(series))).toEqual([])
  })
})

test.skipIf(!compiledPromtool)(
  `every query of every page is PromQL${compiledPromtool ? '' : ' (skipped: promtool is not compiled)'}`,
  async () => {
    const group = (exprs: readonly string[]) => ({
      groups: [{ name: 'pages', rules: exprs.map((expr, index) => ({ record: `page:query:${index}`, expr })) }],
    })
    const all = queries.map(({ expr }) => expr)
    const good = await judged(['check', 'rules', 'pages.json'], { 'pages.json': group(all) })
    expect(good.said).toContain(`SUCCESS: ${all.length} rules found`)
    const bad = await judged(['check', 'rules', 'pages.json'], { 'pages.json': group(['sum by (a']) })
    expect(bad.exitCode).not.toBe(0)
  },
)

describe('templates of Prometheus and Grafana', () => {
  const json = jsonOf((stack) => {
    new ObjectsRelease(stack, 'observability', { name: 'observability', objects: observabilityObjects })
  })
  const [release] = rendered(json).releases

  test('are none of Terraform’s', () => {
    const [text] = resourceAt(json, 'helm_release.observability')['values'] as string[]
    expect(text).toContain('$${datasource}')
    expect(text?.replaceAll('$${', '').includes('${')).toBe(false)
    expect(JSON.stringify(release?.values)).toContain('"${datasource}')
  })

  test.skipIf(!compiledTools)(`are none of Helm’s${compiledTools ? '' : ' (skipped: no compiled tools)'}`, async () => {
    const made = await templated(release?.values ?? {})
    const byName = (objects: readonly KubeObject[]) =>
      new Map(objects.map(({ kind, metadata, spec, data }) => [`${kind}/${metadata.name}`, { spec, data }]))
    expect(byName(made)).toEqual(byName(observabilityObjects))
    expect(JSON.stringify(made)).toContain('{{ $labels.node }}')
  })
})

/** What Helm makes of values of the chart of objects. */
async function templated(values: object): Promise<KubeObject[]> {
  const folder = await mkdtemp(join(tmpdir(), 'superpod-objects-'))
  try {
    for (const [path, text] of Object.entries(objectsChart())) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    await writeFile(join(folder, 'values.json'), JSON.stringify(values))
    const args = ['template', 'observability', join(folder, 'charts/objects'), '--values', join(folder, 'values.json')]
    const text = await output(compiledTools?.helm ?? '', args, { env: { HOME: homedir() } })
    return parseAllDocuments(text).flatMap((document) => (document.contents ? [document.toJS() as KubeObject] : []))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
