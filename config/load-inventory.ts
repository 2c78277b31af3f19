import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '#core'
import { Inventory } from './inventory.ts'
import type { LocatedMap } from './located.ts'
import { judged } from './schema-findings.ts'
import { loadedYaml } from './yaml-file.ts'

/** The hardware that a pod's `inventory.yaml` lists. */
export interface LoadedInventory {
  /** Empty where there is no file, or where it has errors. */
  readonly inventory: Inventory
  readonly root?: LocatedMap
  readonly findings: readonly Finding[]
}

/** Reads `inventory.yaml`, which a pod need not have. @param dir - folder of the pod */
export async function loadInventory(dir: string): Promise<LoadedInventory> {
  const file = join(dir, 'inventory.yaml')
  if (!(await isThere(file))) return { inventory: {}, findings: [] }
  const { root, findings } = await loadedYaml(file, 'inventory')
  if (!root) return { inventory: {}, findings }
  const { value, findings: faults } = judged(Inventory, root, 'inventory')
  return { inventory: value ?? {}, root, findings: [...findings, ...faults] }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file)
    return true
  } catch (error) {
    // what is there and cannot be read is a fault; what is not there is none
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT')
  }
}
