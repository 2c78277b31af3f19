import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stackPairs } from '#cli'
import { loadPod } from '#config'
import { hasErrors } from '#core'
import { modelFindings, podModel } from '#model'
import { type Review, type ReviewedPod, review, reviewText, type StackPair } from '#review'
import { bothSides, type PlantedChange, type PodFiles } from './planted-change.ts'
import { plantedDay, writeFiles } from './planted-sides.ts'

const same = (text: string) => text
const plain = { bold: same, dim: same, red: same, yellow: same, green: same }

/** A review of a planted change, and its text. */
export interface PlantedReview {
  readonly review: Review
  readonly text: string
  readonly pairs: readonly StackPair[]
}

/** What the product says of a planted change. */
export async function plantedReview(change: PlantedChange): Promise<PlantedReview> {
  const { base, head } = bothSides(change)
  const [before, after] = await Promise.all([state('base', base, change.target), state('head', head, change.target)])
  return reviewOf(before, after)
}

/** A review of two states, and its text. */
export function reviewOf(before: ReviewedPod, after: ReviewedPod): PlantedReview {
  const { pairs, ...names } = stackPairs(before.model, after.model)
  const [was, is] = [
    { ...before, stacks: names.before },
    { ...after, stacks: names.after },
  ]
  const result = review({ before: was, after: is, pairs, at: plantedDay, findings: [] })
  const findings = result.findings.fresh.map(({ code, message }) => `${code} ${message}`)
  return { review: result, text: [reviewText(result, plain), ...findings].join('\n'), pairs }
}

/** One state of a pod, from its files. */
export async function state(label: string, files: PodFiles, target: string): Promise<ReviewedPod> {
  const dir = mkdtempSync(join(tmpdir(), 'superpod-planted-'))
  try {
    writeFiles(dir, files)
    const loaded = await loadPod(dir, target)
    if (hasErrors(loaded.findings)) return { label, loaded, findings: loaded.findings, stacks: [] }
    const model = podModel(loaded)
    const findings = [...loaded.findings, ...modelFindings(model, { at: plantedDay })]
    return { label, loaded, model, findings, stacks: [] }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}
