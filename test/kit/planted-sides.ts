import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { loadPod } from '#config'
import { type Finding, hasErrors } from '#core'
import { modelFindings, podModel } from '#model'
import type { PodFiles } from './planted-change.ts'

/** Day that planted changes are judged for. */
export const plantedDay = '2026-11-24'

/** Writes a pod's files into a folder. */
export function writeFiles(dir: string, files: PodFiles): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text)
  }
}

/** Findings of a pod's folder that are errors, of its files or, where they hold, of its model. */
export async function errorsOf(dir: string, target: string): Promise<Finding[]> {
  const loaded = await loadPod(dir, target)
  const findings = hasErrors(loaded.findings)
    ? loaded.findings
    : [...loaded.findings, ...modelFindings(podModel(loaded), { at: plantedDay })]
  return findings.filter(({ severity }) => severity === 'error')
}
