import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fieldChanges } from '#core'
import { gefionStacks, repository } from '../kit/gefion.ts'
import { differences, type TargetDifference } from '../kit/target-differences.ts'

/** What all are held against: a cluster that exists, with the whole platform. */
const norm = 'metal'
const others = ['twin', 'kind', 'eks', 'gke', 'aks'] as const
type Stacks = ReadonlyMap<string, unknown>

/** Platform and tenant stacks of a target under names that all targets share; JSON inside of texts is read. */
async function comparable(target: string): Promise<Stacks> {
  const own = `gefion-${target}`
  return new Map(
    [...(await gefionStacks(target))]
      .filter(([, { layer }]) => layer !== 'cluster')
      .map(([name, { json }]) => {
        const text = JSON.stringify(json).replaceAll(own, 'gefion').replaceAll(`gefion/${target}/`, 'gefion/')
        return [name.replace(`${own}-`, ''), opened(JSON.parse(text))]
      }),
  )
}

function opened(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return opened(JSON.parse(value))
    } catch {
      return value
    }
  }
  if (Array.isArray(value)) return value.map(opened)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, opened(inner)]))
}

/** Resources of a stack's JSON by address, and what else it holds. */
function parts(json: unknown): Map<string, unknown> {
  const { resource = {}, ...rest } = json as { resource?: Record<string, Record<string, unknown>> }
  const resources = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]): [string, unknown] => [`${type}.${name}`, body]),
  )
  return new Map([...resources, ...Object.entries(rest)])
}

/** Where two states of a stack differ: the resource, and the field where both have it. */
function placesOf(before: unknown, after: unknown): string[] {
  const [was, is] = [parts(before), parts(after)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((part) => {
    if (!was.has(part)) return [`${part} only there`]
    if (!is.has(part)) return [`${part} not there`]
    return fieldChanges(was.get(part), is.get(part)).map(({ path }) => `${part} ${path.join('.')}`)
  })
}

async function found(target: string): Promise<string[]> {
  const [is, should] = [await comparable(target), await comparable(norm)]
  expect([...is.keys()].sort()).toEqual([...should.keys()].sort())
  return [...should].flatMap(([name, json]) => {
    const stack = name.startsWith('tenant-') ? 'tenant' : name
    return placesOf(json, is.get(name)).map((place) => `${stack} ${place}`)
  })
}

const covers = ({ where }: TargetDifference, place: string) => where.test(place)

describe.each(others)('platform and tenants on %s', (target) => {
  const listed = differences.filter(({ targets }) => targets.includes(target))

  test('are those on metal but for what is listed', async () => {
    const places = [...new Set(await found(target))]
    expect(places.filter((place) => !listed.some((each) => covers(each, place)))).toEqual([])
    expect(listed.filter((each) => !places.some((place) => covers(each, place))).map(({ what }) => what)).toEqual([])
  })
})

test('the table of differences is the one that was reviewed', async () => {
  const mark = (row: TargetDifference, target: string) => (row.targets.includes(target as never) ? 'differs' : '')
  const lines = differences.map(
    (row) => `| ${row.what} | ${others.map((each) => mark(row, each)).join(' | ')} | ${row.why} |`,
  )
  const head = [`| Held against ${norm} | ${others.join(' | ')} | Why |`, `|${' --- |'.repeat(others.length + 2)}`]
  const file = join(repository, 'test', 'golden', 'stacks', 'target-differences.md')
  await expect(`${[...head, ...lines].join('\n')}\n`).toMatchFileSnapshot(file)
})
