import { loadYaml } from '@kubernetes/client-node'
import { expect, test } from 'vitest'
import { generations } from '#catalog'
import type { PodModel } from '#model'
import { exports } from '../../view/export/exports.ts'
import { physicalPlan } from '../../view/export/physical-plan.ts'
import { anyPod } from '../kit/any-pod.ts'

/** A model as Topograph defines it in docs/modeling.md. */
interface TopographModel {
  readonly switches: Record<string, { readonly switches?: string[] }>
  readonly blocks: {
    readonly switch: string
    readonly nodes: string[]
    readonly labels: Record<string, string>
    readonly annotations?: Record<string, string>
  }[]
}

/** The file as another YAML library reads it. */
function read(model: PodModel): TopographModel {
  return loadYaml<TopographModel>(exports['topograph']?.(physicalPlan(model)).content ?? '')
}

test.each(Object.keys(generations))('the model of %s keeps the rules of Topograph', (generation) => {
  const model = anyPod({ generation, scalableUnits: 3 })
  const { switches, blocks } = read(model)
  const children = Object.values(switches).flatMap((each) => each.switches ?? [])
  // a switch has at most one parent, a block a switch that is there, a node one block
  expect(new Set(children).size).toBe(children.length)
  expect(blocks.filter((block) => ![...children, ...Object.keys(switches)].includes(block.switch))).toEqual([])
  expect(blocks.flatMap(({ nodes }) => nodes)).toEqual(model.systems.map(({ name }) => name))
  expect(blocks.filter(({ nodes }) => nodes.length === 0)).toEqual([])
  // brackets would be read as a range of names, and names of nodes are those of Kubernetes
  expect(blocks.flatMap(({ nodes }) => nodes).filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([])
})

test('systems hang on their unit, and units on what joins them', () => {
  const model = anyPod({ generation: 'dgx-h100', scalableUnits: 2 })
  const { switches, blocks } = read(model)
  expect(switches).toEqual({ 'tiny-compute': { switches: ['su1', 'su2'] } })
  const unitOf = new Map(blocks.flatMap((block) => block.nodes.map((node) => [node, block.switch])))
  for (const { name, scalableUnit } of model.systems) expect(unitOf.get(name)).toBe(scalableUnit)
  expect(blocks[0]).toEqual({
    switch: 'su1',
    nodes: ['su1-r01-s1', 'su1-r01-s2', 'su1-r01-s3', 'su1-r01-s4'],
    labels: { 'superpod/scalable-unit': 'su1', 'superpod/rack': 'su1-r01' },
  })
})

test('a rack of trays is an accelerator domain, and a rack of whole systems is none', () => {
  const domains = (generation: string) =>
    read(anyPod({ generation, scalableUnits: 1 })).blocks.flatMap(
      ({ annotations }) => annotations?.['accelerator.topology.test/domain'] ?? [],
    )
  expect(domains('dgx-gb200')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'].map((rack) => `su1-r0${rack}`))
  expect(domains('dgx-h100')).toEqual([])
})
