import { type Finding, wordList } from '#core'
import type { StorageClassModel } from '../../storage.ts'
import { excluded, type PurposeOf, purposesOf } from './exclusion.ts'

/** Throughput for each TiB that a kind of file system takes, in MB/s. A scratch file system takes none. */
const throughputs: Readonly<Record<string, readonly number[]>> = {
  PERSISTENT_1: [50, 100, 200],
  PERSISTENT_2: [125, 250, 500, 1000],
}

/** What Amazon FSx for Lustre refuses. */
export function fsxLustreFindings(classes: readonly StorageClassModel[]): Finding[] {
  return purposesOf('fsx-lustre', classes).flatMap(({ purpose, settings }) =>
    excluded(purpose, [
      throughput({ purpose, settings }),
      settings.efa &&
        settings.deploymentType !== 'PERSISTENT_2' && {
          code: 'storage/fsx-efa',
          field: 'efa',
          message: `${purpose} has efa, but deploymentType ${settings.deploymentType}: EFA needs PERSISTENT_2 (FSX-CSI)`,
          remedy: 'write deploymentType: PERSISTENT_2, or remove efa',
        },
      settings.kmsKeyId !== undefined &&
        throughputs[settings.deploymentType] === undefined && {
          code: 'storage/fsx-key',
          field: 'kmsKeyId',
          message: `${purpose} has a kmsKeyId, but deploymentType ${settings.deploymentType}: only persistent file systems take one (FSX-DOC)`,
          remedy: 'remove kmsKeyId, or write deploymentType: PERSISTENT_2',
        },
    ]),
  )
}

function throughput({ purpose, settings }: PurposeOf<'fsx-lustre'>) {
  const { deploymentType, perUnitStorageThroughput } = settings
  const allowed = throughputs[deploymentType]
  const field = perUnitStorageThroughput === undefined ? 'deploymentType' : 'perUnitStorageThroughput'
  if (allowed === undefined) {
    return (
      perUnitStorageThroughput !== undefined && {
        code: 'storage/fsx-throughput',
        field,
        message: `${purpose} has a perUnitStorageThroughput, but deploymentType ${deploymentType}, which takes none (FSX-DOC)`,
        remedy: 'remove perUnitStorageThroughput, or write deploymentType: PERSISTENT_2',
      }
    )
  }
  if (perUnitStorageThroughput !== undefined && allowed.includes(perUnitStorageThroughput)) return false
  const found =
    perUnitStorageThroughput === undefined ? 'no perUnitStorageThroughput' : `${perUnitStorageThroughput} MB/s/TiB`
  return {
    code: 'storage/fsx-throughput',
    field,
    message: `${purpose} has ${found}, but ${deploymentType} takes ${wordList(allowed.map(String))} MB/s/TiB (FSX-DOC)`,
    remedy: `write perUnitStorageThroughput: ${allowed[0]}, or another of these`,
  }
}
