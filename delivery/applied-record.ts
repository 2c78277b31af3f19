import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Workplace } from './workplace.ts'
import { jsonOf, textOf, writtenFile } from './written-file.ts'

/** What was true when a stack was applied last: while it still is, there is nothing to plan. */
export interface AppliedRecord {
  readonly hash: string
  readonly clusterId: string
  /** Serial of the state; 0 for a delivery that has none. */
  readonly serial: number
}

/** A Terraform state, as far as we read it. */
export interface StateFile {
  readonly serial: number
  readonly lineage: string
  readonly resources?: readonly StateResource[]
}

interface StateResource {
  readonly mode: string
  readonly type: string
  readonly name: string
  /** Empty for one that an apply began to make when it was killed. */
  readonly instances?: readonly unknown[]
}

/** The record of a stack's last success; undefined where there is none. */
export async function appliedRecord(workplace: Workplace, stack: string): Promise<AppliedRecord | undefined> {
  return jsonOf<AppliedRecord>(workplace.appliedFile(stack))
}

/** Keeps what is true now that a stack is applied. */
export async function recordApplied(workplace: Workplace, stack: string, record: AppliedRecord): Promise<void> {
  await writtenFile(workplace.appliedFile(stack), `${JSON.stringify(record)}\n`)
}

/** Forgets a stack's last success: from now on it is planned. */
export async function forgetApplied(workplace: Workplace, stack: string): Promise<void> {
  await rm(workplace.appliedFile(stack), { force: true })
}

/** Whether two records tell the same. */
export function isSameRecord(a: AppliedRecord | undefined, b: AppliedRecord): boolean {
  return a?.hash === b.hash && a.clusterId === b.clusterId && a.serial === b.serial
}

/** A state by its text; undefined where there is none yet, or where it was cut short. */
export function parsedState(text: string | undefined): StateFile | undefined {
  try {
    return text?.trim() ? (JSON.parse(text) as StateFile) : undefined
  } catch {
    return undefined
  }
}

/** Addresses of what a state says was made. */
export function stateAddresses(state: StateFile | undefined): string[] {
  return (state?.resources ?? [])
    .filter(({ mode, instances = [] }) => mode === 'managed' && instances.length > 0)
    .map(({ type, name }) => `${type}.${name}`)
}

const backupsKept = 10

/** Keeps the text of a stack's state in `state/backup`, where the ten newest are kept; one that holds nothing is not kept. */
export async function backUpState(workplace: Workplace, stack: string, text: string | undefined): Promise<void> {
  const state = parsedState(text)
  if (!text || !state?.resources?.length) return
  const { backupFolder } = workplace
  await writtenFile(join(backupFolder, `${stack}.${state.serial}.tfstate`), text)
  const serial = (name: string) => backupSerial(stack, name) ?? 0
  const all = (await readdir(backupFolder)).filter((name) => backupSerial(stack, name) !== undefined)
  const old = all.sort((a, b) => serial(b) - serial(a)).slice(backupsKept)
  for (const name of old) await rm(join(backupFolder, name), { force: true })
}

/** Serial of a backup by the name of its file; undefined where it is none of that stack. */
export function backupSerial(stack: string, name: string): number | undefined {
  const serial = name.startsWith(`${stack}.`) ? /^(\d+)\.tfstate$/.exec(name.slice(stack.length + 1))?.[1] : undefined
  return serial === undefined ? undefined : Number(serial)
}

/** Names of the stacks whose state holds something. */
export async function stacksInState({ stateFolder }: Workplace): Promise<string[]> {
  const files = (await readdir(stateFolder).catch(() => [])).filter((name) => name.endsWith('.tfstate'))
  const names: string[] = []
  for (const file of files.sort()) {
    const text = await textOf(join(stateFolder, file))
    // a state without resources is what a destroy leaves behind
    if (text && /"mode": *"managed"/.test(text)) names.push(file.slice(0, -'.tfstate'.length))
  }
  return names
}
