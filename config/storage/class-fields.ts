import { z } from 'zod'
import type { StorageBackend } from '#catalog'
import { Name } from '../name.ts'
import { setOf } from '../name-set.ts'
import { Owner } from '../platform/component.ts'
import { quantity } from '../quantity.ts'
import { ChartVersion } from '../version.ts'

/** One mount option, as `mount -o` takes it. */
const MountOption = z
  .string()
  .regex(/^[A-Za-z0-9_.:/=+-]{1,100}$/, 'a mount option such as noatime')
  .meta({ description: 'A mount option.', examples: ['noatime'] })

/** The fields of every purpose, whatever stands behind it. */
export const purposeFields = {
  encrypted: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether data at rest is encrypted; sensitive tenants need that.' }),
  separation: z.enum(['none', 'class', 'tenant']).default('none').meta({
    description:
      "What the backend's own means keep apart: nothing, this class from all else, or each tenant on it from the others.",
  }),
  readGBps: quantity('GB/s', { min: 1 })
    .optional()
    .meta({ description: 'What all systems together can read.', unit: 'GB/s' }),
  writeGBps: quantity('GB/s', { min: 1 })
    .optional()
    .meta({ description: 'What all systems together can write.', unit: 'GB/s' }),
}

/** The fields of every purpose whose class superpod makes. */
export const classFields = {
  ...purposeFields,
  reclaimPolicy: z.enum(['Delete', 'Retain']).optional().meta({
    description: 'What becomes of the data when its claim is deleted; by default Delete for scratch, else Retain.',
  }),
  mountOptions: setOf(MountOption).default([]).meta({ description: 'Mount options.' }),
}

/** The fields of every purpose whose driver asks a storage system with somebody's credentials. */
export const secretFields = {
  secretOf: z.enum(['driver', 'tenant']).default('driver').meta({
    description:
      "Where that Secret is: in the driver's namespace, or in each claim's own, so that each tenant has its own.",
  }),
}

/** Name of a Secret that somebody makes: never its content. */
export const SecretName = Name.meta({ description: 'Name of a Secret that is there.' })

/** Who installs a driver, and in which version: all purposes with the same backend have the same. */
export function driverField({ title, driver }: StorageBackend) {
  return z
    .strictObject({
      owner: Owner.optional().meta({ description: `Who installs the driver of ${title}; by default superpod.` }),
      version: ChartVersion.optional().meta({
        description: `Version of the chart of ${title}; by default ${driver?.version}.`,
        source: 'CSI',
      }),
    })
    .meta({ description: `The driver of ${title}.` })
    .prefault({})
}

/** A name of something in a storage system or a cloud. */
export function nameThere(description: string, example: string) {
  return z
    .string()
    .regex(/^[A-Za-z0-9/][A-Za-z0-9_.:/@-]{0,254}$/, `a name such as ${example}`)
    .meta({ description, examples: [example] })
}

/** An absolute path, without anything in it that a shell or a template would read. */
export function absolutePath(description: string, example: string) {
  return z
    .string()
    .regex(/^(\/[A-Za-z0-9_.-]+)+$|^\/$/, `an absolute path such as ${example}`)
    .meta({ description, examples: [example] })
}
