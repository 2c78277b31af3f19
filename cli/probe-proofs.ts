import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseDocument } from 'yaml'
import { Inventory, type LoadedPod } from '#config'
import { Fault, type Finding, refusal } from '#core'
import type { PodModel } from '#model'
import type { ProbeOutcome } from '#verify'
import type { Desk } from './command.ts'
import { writtenFile } from './written-file.ts'

/** What `inventory.yaml` has to say of a system for its proof to hold. */
export interface ProvedEntry {
  readonly uuid: string
  readonly image: string
  readonly proof: { readonly on: string; readonly by: string; readonly uuid: string; readonly image: string }
}

/** Proofs that a run has brought, and systems whose inventory says something else than stands there. */
export interface Proofs {
  readonly entries: ReadonlyMap<string, ProvedEntry>
  readonly findings: readonly Finding[]
}

/** Proofs for `inventory.yaml`: of systems on which a container that asked for no GPU saw none. */
export function provedEntries({ inventory }: PodModel, { seen }: ProbeOutcome): Proofs {
  const entries = new Map<string, ProvedEntry>()
  const findings: Finding[] = []
  for (const [system, record] of seen) {
    const result = record['gpu-hole']
    if (result?.state !== 'ok') continue
    const { uuid, image } = inventory[system] ?? {}
    if (result.uuid === '' || (uuid !== undefined && uuid !== result.uuid)) {
      findings.push(otherSystem(system, uuid, result.uuid))
      continue
    }
    const own = image ?? result.osImage.trim().replaceAll(/[^A-Za-z0-9._:/@+-]+/g, '-')
    const proof = { on: result.on, by: result.by, uuid: result.uuid, image: own }
    entries.set(system, { uuid: result.uuid, image: own, proof })
  }
  return { entries, findings }
}

/** The entries as a person would write them. */
export function printedEntries(entries: Proofs['entries']): string {
  const flow = ({ uuid, image, proof: { on, by } }: ProvedEntry) =>
    `{ uuid: ${uuid}, image: ${image}, proof: { on: ${on}, by: ${JSON.stringify(by)}, uuid: ${uuid}, image: ${image} } }`
  return [...entries].map(([system, entry]) => `${system}: ${flow(entry)}`).join('\n')
}

/**
 * Writes proofs into the pod's `inventory.yaml`; all else in it stays.
 * @returns the file, as a person knows it; undefined where there is no proof to write
 */
export async function writtenProofs(
  { entries }: Proofs,
  loaded: LoadedPod,
  { environment }: Desk,
): Promise<string | undefined> {
  if (entries.size === 0) return undefined
  const shown = join(loaded.dir, 'inventory.yaml')
  const file = resolve(environment.cwd, shown)
  const document = parseDocument(existsSync(file) ? await readFile(file, 'utf8') : '')
  for (const [system, entry] of entries) {
    for (const [key, value] of Object.entries(entry)) {
      document.setIn([system, key], typeof value === 'string' ? value : document.createNode(value, { flow: true }))
    }
  }
  const judged = Inventory.safeParse(document.toJS() ?? {})
  if (!judged.success)
    throw new Fault(
      1,
      judged.error.issues.map(({ path, message }) => refused(shown, path, message)),
    )
  await writtenFile(file, document.toString({ lineWidth: 0 }))
  return shown
}

/** Refuses to write a proof that nobody stands for. */
export function someoneStandsFor(by: string | undefined): void {
  if (by !== undefined) return
  throw refusal({
    code: 'probe/unsigned',
    path: '--write',
    message: 'a proof in inventory.yaml names who stands for it, but --by is missing',
    remedy: 'add --by "<your name>"',
  })
}

function otherSystem(system: string, written: string | undefined, live: string): Finding {
  return {
    code: 'probe/other-system',
    severity: 'warning',
    path: `inventory.${system}.uuid`,
    message: `the inventory has ${written ?? 'no UUID'}, but its kubelet says ${live || 'nothing'}: no proof is written for it`,
    remedy: 'see which system stands there, and write its UUID into the inventory',
  }
}

function refused(file: string, path: readonly PropertyKey[], message: string): Finding {
  return {
    code: 'probe/unsigned',
    severity: 'error',
    path: path.map(String).join('.'),
    message: `${file} would be refused: it must be ${message}`,
    remedy: 'correct --by',
  }
}
