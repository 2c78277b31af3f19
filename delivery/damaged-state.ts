import { copyFile, mkdir, readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { isOfThisComputer } from '#catalog'
import { failure } from '#core'
import { backupSerial } from './applied-record.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Workplace } from './workplace.ts'
import { jsonOf, textOf } from './written-file.ts'

/**
 * Sees to a state that was cut short, by a power cut or a full disk. On a twin and on kind the newest backup takes its
 * place, and what was made since is imported; the damaged one is kept beside the backups.
 * @throws Fault(3) on a real target: there a person decides
 */
export async function mendState(
  { workplace, target, progress }: Pick<DeliveryContext, 'workplace' | 'target' | 'progress'>,
  stack: string,
): Promise<void> {
  const file = workplace.stateFile(stack)
  const text = await textOf(file)
  if (text === undefined || (await jsonOf(file)) !== undefined) return
  const backup = await newestBackup(workplace, stack)
  // the first apply of all was killed before it had anything to write
  if (text === '' && backup === undefined) return
  if (!isOfThisComputer(target)) throw damaged(file, backup)
  await mkdir(workplace.backupFolder, { recursive: true, mode: 0o700 })
  await rename(file, join(workplace.backupFolder, `${stack}.damaged`))
  if (backup) await copyFile(backup, file)
  progress.note(
    `the state of ${stack} was cut short: ${backup ? 'its newest backup' : 'what is on the cluster'} is taken`,
  )
}

async function newestBackup({ backupFolder }: Workplace, stack: string): Promise<string | undefined> {
  const names = await readdir(backupFolder).catch(() => [])
  const [newest] = names
    .filter((name) => backupSerial(stack, name) !== undefined)
    .sort((a, b) => (backupSerial(stack, b) ?? 0) - (backupSerial(stack, a) ?? 0))
  return newest && join(backupFolder, newest)
}

function damaged(file: string, backup: string | undefined) {
  return failure({
    code: 'state/damaged',
    path: file,
    message: `the state ${file} cannot be read: it was cut short`,
    remedy: backup
      ? `put the state before the last apply in its place: cp ${backup} ${file}`
      : 'put a copy of it in its place: without one, nothing knows what was made',
  })
}
