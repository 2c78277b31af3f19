import type { PodModel } from '#model'
import { type Review, reviewMarkdown } from '#review'
import { drawingFiles, pictureOf } from '#view'
import type { ReviewedStates } from './reviewed-states.ts'

/**
 * What a pipeline attaches to a review, by file name: the comment, the same as JSON, and drawings of racks and fabric before
 * and after, where systems change their place or whose they are.
 */
export function reviewFiles(result: Review, data: unknown, states: ReviewedStates): ReadonlyMap<string, string> {
  const [before, after] = [states.before.model, states.after.model]
  return new Map([
    ['review.md', reviewMarkdown(result)],
    ['review.json', `${JSON.stringify(data, undefined, 2)}\n`],
    ...(placement(before) === placement(after) ? [] : drawings(before, after)),
  ])
}

/** Whose each system is and where it stands, as one text. */
function placement(model: PodModel | undefined): string {
  if (!model) return ''
  const owners = new Map(model.pools.flatMap(({ name, systems }) => systems.map((system) => [system.name, name])))
  const systems = model.systems.map(({ name, rack, u, outage }) => [name, rack, u, owners.get(name), outage?.state])
  return JSON.stringify([systems, model.racks])
}

/** Racks, floor and fabric of each side, where they are not the same: power and capacity are numbers, and in the ledger. */
function drawings(before: PodModel | undefined, after: PodModel | undefined): [string, string][] {
  const [were, are] = [before, after].map((model) => (model ? drawingFiles(pictureOf(model)) : new Map()))
  const names = [...new Set([...(were?.keys() ?? []), ...(are?.keys() ?? [])])].sort()
  return names
    .filter((name) => !/^(power|capacity)/.test(name) && were?.get(name) !== are?.get(name))
    .flatMap((name): [string, string][] => [...sideOf(were, name, 'before'), ...sideOf(are, name, 'after')])
}

function sideOf(files: ReadonlyMap<string, string> | undefined, name: string, side: string): [string, string][] {
  const content = files?.get(name)
  return content === undefined ? [] : [[name.replace(/\.svg$/, `-${side}.svg`), content]]
}
