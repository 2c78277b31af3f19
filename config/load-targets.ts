import type { Finding } from '#core'
import type { NamedTarget } from './loaded-pod.ts'
import { type LocatedMap, placeOf } from './located.ts'
import { nameFault } from './name.ts'
import { folderFiles, type NamedFile } from './pod-folder.ts'
import { judged } from './schema-findings.ts'
import { stateFindings } from './state-findings.ts'
import { Target } from './target.ts'
import { targetFindings } from './target-findings.ts'
import { loadedYaml } from './yaml-file.ts'

/** A target's file: what it says, where, and what is wrong with it. */
export interface TargetFile {
  readonly name: string
  readonly target?: NamedTarget
  readonly root?: LocatedMap
  /** What the target lays over `superpod.yaml`. */
  readonly override?: LocatedMap
  readonly findings: readonly Finding[]
}

/** The targets of a pod. */
export interface LoadedTargets {
  /** In ascending order of their names; a twin is there even where no file describes it. */
  readonly targets: readonly TargetFile[]
  readonly findings: readonly Finding[]
}

/** The simulated machine needs no file: every default is good for it. */
const impliedTwin = 'twin'

/** Reads `targets/*.yaml`. @param dir - folder of the pod */
export async function loadTargets(dir: string): Promise<LoadedTargets> {
  const { files, findings } = await folderFiles(dir, 'targets')
  const read = await Promise.all(files.map(targetFile))
  const twin = read.some(({ name }) => name === impliedTwin) ? [] : [twinWithoutFile()]
  const targets = [...read, ...twin].sort((a, b) => (a.name < b.name ? -1 : 1))
  return { targets, findings: [...findings, ...targets.flatMap(({ findings }) => findings)] }
}

function twinWithoutFile(): TargetFile {
  return { name: impliedTwin, target: { name: impliedTwin, ...Target.parse({ kind: 'twin' }) }, findings: [] }
}

async function targetFile({ name, file }: NamedFile): Promise<TargetFile> {
  const path = `targets.${name}`
  const { root, findings } = await loadedYaml(file, path)
  if (!root) return { name, findings: [...findings, ...fileNameFindings(name, file)] }
  const { value, findings: faults } = judged(Target, root, path)
  const unfit = value ? [...targetFindings(value, root, path), ...stateFindings(value, root, path)] : []
  const override = root.entries.get('override')?.node
  return {
    name,
    root,
    target: value && { name, ...value },
    ...(override?.kind === 'map' ? { override } : {}),
    findings: [...findings, ...fileNameFindings(name, file), ...faults, ...unfit],
  }
}

function fileNameFindings(name: string, file: string): Finding[] {
  const fault = nameFault(name)
  if (fault === undefined) return []
  return [
    {
      code: fault.code,
      severity: 'error',
      path: `targets.${name}`,
      place: placeOf({ source: { file, lineStarts: [0] }, offset: 0 }),
      message: `the target's file is named ${name}.yaml, but a target's name must be ${fault.allowed}`,
      remedy: 'rename the file',
    },
  ]
}
