import { describe, expect, test } from 'vitest'
import { cloudShapes, generations, shapesOf, unconfirmedTypes } from '#catalog'

const all = Object.values(cloudShapes).flat()

describe('machines of clouds', () => {
  test('stand for generations that the catalogue knows, with as many GPUs', () => {
    expect(all.length).toBeGreaterThan(5)
    for (const { type, gpus, arch, generations: named } of all) {
      for (const name of named) {
        const model = generations[name]
        expect([type, model?.gpu.count, model?.arch.value]).toEqual([type, gpus.value, arch.value])
      }
    }
  })

  test('have names of their own within a cloud', () => {
    const names = all.map(({ cloud, type }) => `${cloud} ${type}`)
    expect(names).toEqual([...new Set(names)])
  })

  test.each([
    ['dgx-h100', ['p5.48xlarge']],
    ['dgx-h200', ['p5en.48xlarge', 'p5e.48xlarge']],
    ['dgx-b200', ['p6-b200.48xlarge']],
    ['dgx-b300-xdr', ['p6-b300.48xlarge']],
    ['dgx-gb200', ['p6e-gb200.36xlarge']],
    ['dgx-gb300', []],
    ['dgx-rubin-nvl8', []],
  ])('of AWS for %s are %j', (generation, types) => {
    expect(shapesOf('eks', generation).map(({ type }) => type)).toEqual(types)
  })

  test('that are named, but too little known, are in no table of machines', () => {
    for (const [cloud, open] of Object.entries(unconfirmedTypes)) {
      for (const generation of Object.keys(open)) expect(shapesOf(cloud as 'eks', generation)).toEqual([])
    }
  })
})

describe('network interfaces of machines of AWS', () => {
  test.each([
    ['p5.48xlarge', 32, 32],
    ['p5e.48xlarge', 32, 32],
    ['p5en.48xlarge', 16, 16],
    ['p6-b200.48xlarge', 8, 8],
    ['p6-b300.48xlarge', 17, 16],
    ['p6e-gb200.36xlarge', 5, 4],
  ])('%s has %i, of which %i carry RDMA', (type, count, rdma) => {
    const fabric = cloudShapes.eks.find((shape) => shape.type === type)?.fabric.value
    if (fabric?.kind !== 'EFA') throw new Error('no EFA')
    const { interfaces } = fabric
    expect(interfaces).toHaveLength(count)
    expect(interfaces.filter((each) => each.type !== 'interface')).toHaveLength(rdma)
    // the one with the address of the node comes first, and no two are one
    expect(interfaces[0]).toMatchObject({ card: 0, device: 0 })
    expect(interfaces[0]?.type).not.toBe('efa-only')
    const places = interfaces.map(({ card, device }) => `${card} ${device}`)
    expect(places).toEqual([...new Set(places)])
  })
})
