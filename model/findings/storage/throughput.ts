import type { StorageGuidance, StorageLevel, StorageSpeed } from '#catalog'
import type { Finding } from '#core'
import type { PodModel } from '../../pod-model.ts'
import type { StorageClassModel } from '../../storage.ts'
import { fieldPath } from './exclusion.ts'

/** How fast storage is, where config says so, by what the reference architecture asks of a pod of that size. */
export function throughputFindings({ storage: { classes }, generation, scalableUnits }: PodModel): Finding[] {
  const told = classes.filter(({ readGBps, writeGBps }) => readGBps !== undefined || writeGBps !== undefined)
  const { storageGuidance } = generation
  if (storageGuidance.value === undefined) {
    return told.map((storageClass) => openLevels(storageClass, generation.generation))
  }
  const levels = levelsFor(storageGuidance.value, scalableUnits.length)
  return told.map((storageClass) => judged(storageClass, levels, scalableUnits.length))
}

/** A level of the reference architecture, for one number of units. */
interface UnitsLevel extends StorageSpeed {
  readonly name: string
  readonly fits: string
}

/** Levels from least to most. One unit and four are published; what lies between and beyond follows from four. */
function levelsFor({ good, better, best }: StorageGuidance, units: number): [UnitsLevel, UnitsLevel, UnitsLevel] {
  const of = (name: string, level: StorageLevel): UnitsLevel => ({ name, fits: level.fits, ...speedFor(level, units) })
  return [of('good', good), of('better', better), of('best', best)]
}

function speedFor({ oneScalableUnit, fourScalableUnits }: StorageLevel, units: number): StorageSpeed {
  if (units === 1) return oneScalableUnit
  const { readGBps, writeGBps } = fourScalableUnits
  return { readGBps: (readGBps * units) / 4, writeGBps: (writeGBps * units) / 4 }
}

function judged(storageClass: StorageClassModel, levels: [UnitsLevel, UnitsLevel, UnitsLevel], units: number): Finding {
  const [least] = levels
  const reached = levels.filter((level) => reaches(storageClass, level)).at(-1)
  const what = `${storageClass.purpose} gives ${printed(storageClass)}`
  const path = pathOf(storageClass)
  const forUnits = `for ${units === 1 ? '1 scalable unit' : `${units} scalable units`}`
  if (reached === undefined) {
    return {
      code: 'storage/throughput-below',
      severity: 'warning',
      path,
      message: `${what}, but the reference architecture asks for ${printed(least)} ${forUnits} at the least: good, for ${least.fits} (RA-H100)`,
      remedy: `plan for ${printed(least)} at the least, or know that systems will wait for data`,
    }
  }
  const next = levels[levels.indexOf(reached) + 1]
  const further = next ? `but not ${next.name}, which is ${printed(next)}` : 'but what work reads is not known'
  return {
    code: 'storage/throughput-level',
    severity: 'info',
    path,
    message: `${what}, which is ${reached.name} ${forUnits}, ${further} (RA-H100)`,
    remedy: `know that it is enough for ${reached.fits}`,
  }
}

function openLevels(storageClass: StorageClassModel, generation: string): Finding {
  return {
    code: 'storage/throughput-open',
    severity: 'info',
    path: pathOf(storageClass),
    message: `${storageClass.purpose} gives ${printed(storageClass)}, but no source says what ${generation} asks for`,
    remedy: 'judge it by the work that will run',
  }
}

type Told = Partial<StorageSpeed>

function reaches({ readGBps, writeGBps }: Told, level: StorageSpeed): boolean {
  return (readGBps ?? level.readGBps) >= level.readGBps && (writeGBps ?? level.writeGBps) >= level.writeGBps
}

function printed({ readGBps, writeGBps }: Told): string {
  const parts = [
    ...(readGBps === undefined ? [] : [`${readGBps} GB/s to read`]),
    ...(writeGBps === undefined ? [] : [`${writeGBps} GB/s to write`]),
  ]
  return parts.join(' and ')
}

function pathOf({ purpose, readGBps }: StorageClassModel): string {
  return fieldPath(purpose, readGBps === undefined ? 'writeGBps' : 'readGBps')
}
