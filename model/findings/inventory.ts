import { didYouMean, type Finding } from '#core'
import type { PodModel } from '../pod-model.ts'

/** One number of the hardware of one system. */
interface HardwareNumber {
  readonly system: string
  /** Where it stands below the system: `serial`, `guids.ibp24s0`. */
  readonly field: string
  /** What it is, for a sentence. */
  readonly noun: string
  readonly value: string
}

/** Hardware of systems that are not there, and numbers that two places have. */
export function inventoryFindings(model: PodModel): Finding[] {
  return [...unknownSystems(model), ...duplicates(model)]
}

function unknownSystems({ inventory, systems, name: pod }: PodModel): Finding[] {
  const known = new Set(systems.map(({ name }) => name))
  return Object.keys(inventory)
    .filter((name) => !known.has(name))
    .map((name) => {
      const near = didYouMean(name, known)
      return {
        code: 'inventory/unknown-system',
        severity: 'error' as const,
        path: `inventory.${name}`,
        message: `hardware for ${name}, but no system is called so; systems are ${systems[0]?.name} to ${systems.at(-1)?.name}`,
        remedy: near ? `write ${near}, or remove the entry` : `take a name that \`superpod show ${pod} systems\` lists`,
      }
    })
}

function duplicates({ inventory }: PodModel): Finding[] {
  const owners = new Map<string, HardwareNumber>()
  return Object.entries(inventory).flatMap(([system, entry]) =>
    numbers(system, entry).flatMap((number) => {
      const key = `${number.noun} ${number.value}`
      // one who types them from a sticker may write either case
      const owner = owners.get(key.toLowerCase())
      owners.set(key.toLowerCase(), owner ?? number)
      if (owner === undefined) return []
      return [
        {
          code: 'inventory/duplicate',
          severity: 'error' as const,
          path: `inventory.${system}.${number.field}`,
          message: `${system} has the ${key} at ${number.field}, but ${owner.system} has it at ${owner.field}`,
          remedy: 'read both off the hardware again, and correct one of the two',
        },
      ]
    }),
  )
}

function numbers(system: string, { serial, uuid, guids, macs }: PodModel['inventory'][string]): HardwareNumber[] {
  const ports = (noun: string, field: string, byPort: Readonly<Record<string, string>>) =>
    Object.entries(byPort).map(([port, value]) => ({ system, field: `${field}.${port}`, noun, value }))
  return [
    ...(serial === undefined ? [] : [{ system, field: 'serial', noun: 'serial number', value: serial }]),
    ...(uuid === undefined ? [] : [{ system, field: 'uuid', noun: 'UUID', value: uuid }]),
    ...ports('GUID', 'guids', guids),
    ...ports('hardware address', 'macs', macs),
  ]
}
