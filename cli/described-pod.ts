import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type LoadedPod, loadPod, resolvePod, type Tenant } from '#config'
import { Fault, type Finding, hasErrors } from '#core'
import { modelFindings, type PodModel, podModel } from '#model'
import type { Desk } from './command.ts'
import { dayToJudge } from './day.ts'

/** What a command line says about the pod that it is about. */
export interface PodWords {
  readonly pod?: string | undefined
  readonly target?: string | undefined
  readonly at?: string | undefined
}

/** A pod as its files describe it. */
export interface DescribedPod {
  readonly loaded: LoadedPod
  /** Undefined when the files have errors. */
  readonly model?: PodModel
  /** Those of the files, and those of the model, with their places. */
  readonly findings: readonly Finding[]
}

/** A pod that holds: nothing in it is an error. */
export interface SoundPod extends DescribedPod {
  readonly model: PodModel
  /** What is only good to know: not among the findings. */
  readonly remarks: readonly Finding[]
}

/** Reads and judges the pod that a command line names; the default is the one of `cdktf.json`. */
export async function describedPod(words: PodWords, desk: Desk): Promise<DescribedPod> {
  const at = dayToJudge(words.at, desk.today)
  return await podIn(await podFolder(words.pod, desk), words.target ?? defaults(desk.root).target, at)
}

/** The folder of the pod that a command line names; the default is the one of `cdktf.json`. */
export async function podFolder(pod: string | undefined, { root, environment }: Desk): Promise<string> {
  return await resolvePod(pod ?? defaults(root).pod, relative(environment.cwd, root) || '.')
}

/**
 * Reads and judges the pod in a folder.
 * @param at - day to judge for
 * @param known - tenants that are read already, and whose files are not in the folder. @default none
 */
export async function podIn(
  folder: string,
  target: string,
  at: string,
  known: readonly Tenant[] = [],
): Promise<DescribedPod> {
  const read = await loadPod(folder, target)
  const all = [...read.tenants, ...known].sort((a, b) => (a.name < b.name ? -1 : 1))
  const loaded = known.length === 0 ? read : { ...read, tenants: all }
  if (!loaded.pod || !loaded.target) return { loaded, findings: loaded.findings }
  const broken = loaded.findings.filter(({ severity }) => severity === 'error')
  if (!broken.every(isOfTenant)) return { loaded, findings: loaded.findings }
  const model = podModel(loaded)
  const judged = modelFindings(model, { at }).map((finding) => placed(finding, loaded))
  if (broken.length === 0) return { loaded, model, findings: [...loaded.findings, ...judged] }
  const unknown = new Set(broken.map(({ path }) => path.split('.')[1] ?? ''))
  return { loaded, findings: [...loaded.findings, ...judged.filter((finding) => isCertain(finding, unknown))] }
}

function isOfTenant({ path }: Finding): boolean {
  return path.startsWith('tenants.')
}

/** Whether a finding holds although some tenants could not be read: they might be what the pod's own file is about. */
function isCertain(finding: Finding, unknown: ReadonlySet<string>): boolean {
  if (isOfTenant(finding)) return finding.severity !== 'info'
  return finding.severity === 'error' && !finding.path.split('.').some((part) => unknown.has(part))
}

/**
 * The pod that a command line names, for commands that make something of it.
 * @throws Fault 1 with all findings when one of them is an error
 */
export async function soundPod(words: PodWords, desk: Desk): Promise<SoundPod> {
  const { model, findings, loaded } = await describedPod(words, desk)
  if (!model || hasErrors(findings)) throw new Fault(1, findings)
  const remarks = findings.filter(({ severity }) => severity === 'info')
  return { model, findings: findings.filter((finding) => !remarks.includes(finding)), remarks, loaded }
}

function placed(finding: Finding, { places }: LoadedPod): Finding {
  const place = finding.place ?? places.at(finding.path)
  return place ? { ...finding, place } : finding
}

/** The pod and the target of a command line that names none: those that cdktf-cli takes. */
export function defaults(root: string): { readonly pod: string; readonly target: string } {
  const { context } = JSON.parse(readFileSync(join(root, 'cdktf.json'), 'utf8'))
  return { pod: context.pod, target: context.target }
}
