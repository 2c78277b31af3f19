import { basename, join } from 'node:path'
import { didYouMean, type Finding, wordList } from '#core'
import { loadInventory } from './load-inventory.ts'
import { loadTargets, type TargetFile } from './load-targets.ts'
import { loadTenants } from './load-tenants.ts'
import type { LoadedPod } from './loaded-pod.ts'
import type { LocatedMap } from './located.ts'
import { overridden } from './override.ts'
import { placesIn } from './places.ts'
import { Pod } from './pod.ts'
import { podsBeside } from './pods-beside.ts'
import { type Judged, judged } from './schema-findings.ts'
import { type StateOwner, stateKeyFindings } from './state-keys.ts'
import { loadedYaml } from './yaml-file.ts'

/** Name of the file that describes the pod itself. */
export const podFileName = 'superpod.yaml'

/**
 * Everything that the files of a pod say: `superpod.yaml`, `tenants/*.yaml`, `targets/*.yaml`, `inventory.yaml`. Nothing is
 * thrown for what they say: all faults of all files come back together, in the order of files and lines.
 * @param dir - folder of the pod; places name files below it as it is given
 * @param targetName - target whose override is laid over the pod. @default none
 */
export async function loadPod(dir: string, targetName?: string): Promise<LoadedPod> {
  const podFile = join(dir, podFileName)
  const [file, tenants, targets, hardware] = await Promise.all([
    loadedYaml(podFile, podFileName),
    loadTenants(dir),
    loadTargets(dir),
    loadInventory(dir),
  ])
  const plain: Judged<Pod> = file.root ? judged(Pod, file.root) : { findings: [] }
  const laid = new Map(targets.targets.map((target) => [target.name, laidOver(file.root, target)]))
  const chosen = targetName === undefined ? undefined : targets.targets.find(({ name }) => name === targetName)
  const own = chosen && laid.get(chosen.name)
  const findings = [
    ...file.findings,
    ...plain.findings,
    ...tenants.findings,
    ...targets.findings,
    ...hardware.findings,
    ...[...laid.values()].flatMap((over) => over?.findings ?? []),
    ...unknownTarget(dir, targetName, targets.targets),
    ...stateKeyFindings(stateOwner(dir, plain.value?.name, targets.targets, tenants.tenants), await podsBeside(dir)),
  ]
  const pod = plain.value && (own ? own.value : plain.value)
  return {
    name: pod?.name ?? basename(dir),
    dir,
    ...(pod && { pod }),
    tenants: tenants.tenants,
    ...(chosen?.target && chosen.findings.length === 0 && { target: chosen.target }),
    targets: targets.targets.map(({ name }) => name),
    inventory: hardware.inventory,
    findings: inOrder(findings, podFile),
    places: placesIn({
      podFile,
      pod: own?.root ?? file.root,
      tenants: tenants.roots,
      targets: targets.targets,
      inventory: hardware.root,
    }),
  }
}

function stateOwner(
  dir: string,
  name: string | undefined,
  targets: readonly TargetFile[],
  tenants: LoadedPod['tenants'],
): StateOwner {
  return { pod: name ?? basename(dir), targets, tenants: tenants.map((tenant) => tenant.name) }
}

/** A pod with a target's override over it; undefined where there is none. */
interface LaidOver extends Judged<Pod> {
  readonly root: LocatedMap
}

/** Faults that the override brings: those of `superpod.yaml` itself are told once, without any target. */
function laidOver(root: LocatedMap | undefined, { name, override }: TargetFile): LaidOver | undefined {
  if (root === undefined || override === undefined) return undefined
  const over = overridden(root, override, `targets.${name}.override`)
  const { value, findings } = judged(Pod, over.root)
  const brought = findings.filter(({ place }) => place?.file === override.point.source.file)
  const all = [...over.findings, ...brought]
  return { root: over.root, findings: all, ...(all.length === 0 && value && { value }) }
}

function unknownTarget(dir: string, name: string | undefined, targets: readonly TargetFile[]): Finding[] {
  const names = targets.map((target) => target.name)
  if (name === undefined || names.includes(name)) return []
  const near = didYouMean(name, names)
  return [
    {
      code: 'target/unknown',
      severity: 'error',
      path: `targets.${name}`,
      place: { file: join(dir, 'targets', `${name}.yaml`), line: 1, column: 1 },
      message: `the target ${name} has no file, but there must be one; the pod's targets are ${wordList(names, 'and')}`,
      remedy: near
        ? `did you mean ${near}? ask for it, or write the file`
        : 'write the file, or ask for another target',
    },
  ]
}

/** The pod's own file first, then the others by name; inside of a file from top to bottom. */
function inOrder(findings: readonly Finding[], podFile: string): Finding[] {
  const rank = ({ place }: Finding): string => (place?.file === podFile ? '' : (place?.file ?? ''))
  return [...findings].sort(
    (a, b) =>
      (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0) ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0),
  )
}
