import { didYouMean, type Finding, wordList } from '#core'
import { cloudShape } from '../../cloud/cloud-type.ts'
import { systemGroups } from '../../cloud/system-group.ts'
import type { PodModel } from '../../pod-model.ts'

type Section = NonNullable<PodModel['target']['eks']>
type Capacity = Section['systems']['capacity']

/** Capacity in AWS that is named by halves, cannot be had that way, or is for nobody. */
export function eksCapacityFindings(model: PodModel): Finding[] {
  const { target, generation } = model
  const { eks } = target
  if (target.kind !== 'eks' || !eks) return []
  const { systems } = eks
  const path = `targets.${target.name}.eks.systems`
  const shape = cloudShape('eks', generation.generation, systems.type)
  const reservedOnly = shape?.capacity.value === 'reserved only' ? shape.type : undefined
  return [
    ...written(systems, path).flatMap(([where, capacity]) => capacityFindings(where, capacity, reservedOnly)),
    ...unknownUnits(model, systems, path),
  ]
}

function written({ capacity, units }: Section['systems'], path: string): [string, Capacity][] {
  const own = Object.entries(units).flatMap(([unit, each]): [string, Capacity][] =>
    each.capacity ? [[`${path}.units.${unit}.capacity`, each.capacity]] : [],
  )
  return [[`${path}.capacity`, capacity], ...own]
}

function capacityFindings(path: string, { kind, id }: Capacity, reservedOnly: string | undefined): Finding[] {
  if (kind !== 'on-demand') {
    if (id !== undefined) return []
    return [mismatch(path, `capacity is a ${kind}, but names none`, 'add id, as cr-0123456789abcdef0')]
  }
  const named = `capacity is on-demand, but names ${id}`
  const sold = `capacity is on-demand, but ${reservedOnly} is sold by the block only (EC2-BLOCKS)`
  return [
    ...(id === undefined ? [] : [mismatch(path, named, 'write kind: reservation or kind: block, or remove id')]),
    ...(reservedOnly === undefined ? [] : [mismatch(path, sold, 'buy a block, and write kind: block with its id')]),
  ]
}

function mismatch(path: string, message: string, remedy: string): Finding {
  return { code: 'eks/capacity-mismatch', severity: 'error', path, message, remedy }
}

function unknownUnits(model: PodModel, { units }: Section['systems'], path: string): Finding[] {
  const places = [...new Set(systemGroups(model).map(({ place }) => place))]
  return Object.keys(units)
    .filter((unit) => !places.includes(unit))
    .map((unit) => {
      const close = didYouMean(unit, places)
      return {
        code: 'eks/unit-unknown',
        severity: 'error',
        path: `${path}.units.${unit}`,
        message: `units names ${unit}, but groups of systems are ${wordList(places, 'and')}`,
        remedy: close ? `write ${close}` : `remove ${unit}`,
      }
    })
}
