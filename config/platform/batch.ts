import { z } from 'zod'
import { defaultBatchVersions } from '#catalog'
import { ChartVersion } from '../version.ts'
import { componentFields } from './component.ts'

/** JobSet, which runs jobs of several parts as one. */
export const JobSet = z
  .strictObject({ ...componentFields('JobSet', ChartVersion, defaultBatchVersions.jobSet.value, 'JOBSET') })
  .meta({ id: 'JobSet', description: 'JobSet, which runs jobs of several parts as one, by its own chart.' })

/** Kubeflow Trainer, which makes JobSets of training jobs. */
export const Trainer = z
  .strictObject({
    ...componentFields('the Kubeflow Trainer', ChartVersion, defaultBatchVersions.trainer.value, 'TRAINER'),
  })
  .meta({ id: 'Trainer', description: 'Kubeflow Trainer, which makes JobSets of training jobs, by its own chart.' })
