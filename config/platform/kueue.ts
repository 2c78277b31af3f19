import { z } from 'zod'
import { defaultVersions } from '#catalog'
import { ChartVersion } from '../version.ts'
import { componentFields } from './component.ts'

/** Kueue, which admits work by quota. */
export const Kueue = z
  .strictObject({ ...componentFields('Kueue', ChartVersion, defaultVersions.kueue) })
  .meta({ id: 'Kueue', description: 'Kueue, which admits work by quota, by its own chart.' })
